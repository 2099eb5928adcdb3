// What is used of a package that brings no types.
declare module 'proxy-from-env' {
  /** @returns '' where no proxy is to be used */
  export function getProxyForUrl(url: string): string;
}
