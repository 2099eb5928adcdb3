// The part of an address that says something to a person.

/** Host and port. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
