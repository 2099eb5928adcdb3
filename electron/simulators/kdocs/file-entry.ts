// A file or folder as the lists of a person's files know it.

export interface FileEntry {
  readonly id: string;
  /** With its extension. */
  readonly name: string;
  readonly kind: 'group' | 'folder' | 'file';
  /** The folder it is in; absent for the top. */
  readonly parentId?: string;
  /** ms since 1970 */
  readonly modifiedAt?: number;
  readonly size?: number;
  readonly inAppFolder?: boolean;
  readonly isOpenTo?: (userId: string) => boolean;
}
