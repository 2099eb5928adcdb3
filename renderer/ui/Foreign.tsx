// A name from outside, set apart: its direction stays its own, and nothing in it is invisible.
import { showControls } from './show-controls';

export function Foreign({ text }: { readonly text: string }) {
  return <bdi>{showControls(text)}</bdi>;
}
