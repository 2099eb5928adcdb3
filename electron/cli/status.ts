// `status`: what a data folder holds, as JSON.
import { withArchive } from './archive';
import type { Say } from './failure';

export function showStatus({ data, t }: { readonly data: string; readonly t: Say }): Promise<void> {
  return withArchive(data, t, (archive) => {
    process.stdout.write(`${JSON.stringify(archive.status(), null, 2)}\n`);
  });
}
