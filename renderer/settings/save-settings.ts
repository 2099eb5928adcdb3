// How a section of the settings keeps a change.
import type { Problem } from '#shared/result';
import type { Settings } from '#shared/settings';

/** @returns what kept it from being saved, or null */
export type SaveSettings = (patch: Partial<Settings>) => Promise<Problem | null>;
