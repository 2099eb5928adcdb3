// Strips from a text what must never be in a log: addresses with a token, credentials, and what looks like one.

const rules: readonly { readonly what: RegExp; readonly put: string }[] = [
  // the receiver's addresses: the token in the path is the only thing that keeps strangers out
  { what: /(\/in\/)[A-Za-z0-9_-]+/g, put: '$1[address]' },
  // a header as text or in JSON: `Authorization: Bearer x`, `"xc-token":"x"`
  {
    what: /((?:proxy-)?authorization|(?:set-)?cookie|xc-(?:token|auth)|x-[a-z-]*(?:token|secret|signature))("?\s*[:=]\s*"?)(?:(?:Bearer|Basic|Token)\s+)?[^\s"',;]+/gi,
    put: '$1$2[secret]',
  },
  { what: /\b(Bearer|Basic|Token)\s+[A-Za-z0-9._~+/=-]{6,}/g, put: '$1 [secret]' },
  // members of a query, a form or JSON whose name says secret: `access_token=x`, `"app_secret": "x"`
  {
    what: /([\w-]*(?:token|secret|password|passwd|signature|api[_-]?key|encrypt[_-]?key))("?\s*[=:]\s*"?)[^\s"'&,;)}\]]+/gi,
    put: '$1$2[secret]',
  },
  // user and password in an address
  { what: /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]+@/gi, put: '$1[secret]@' },
  // JSON web tokens, and any run of 32 or more characters that mixes letters and digits; not a UUID, which names a row
  // (https://www.rfc-editor.org/rfc/rfc9562#section-4): a UUID that is a secret is known by its name or place above
  { what: /\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, put: '[secret]' },
  {
    what: /(?<![\w-])(?![\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-]))(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{32,}/gi,
    put: '[secret]',
  },
];

/** @returns the text with every secret-looking part replaced by `[secret]` or `[address]` */
export function redact(text: string): string {
  return rules.reduce((rest, rule) => rest.replace(rule.what, rule.put), text);
}
