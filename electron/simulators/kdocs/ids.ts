// Ids in the shapes that the service's pages print.
import { randomBytes } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * A…Z, a…z, AA, AB, … : short and case-sensitive, like `A`, `b`, `PP`, `Ti` in
 * https://developer.kdocs.cn/server/dbt/get-records.html. That they are given out in this order is inferred.
 * @param place counted from 0
 */
function shortId(place: number): string {
  let id = '';
  for (let rest = place + 1; rest > 0; rest = Math.floor((rest - 1) / letters.length)) {
    id = letters.charAt((rest - 1) % letters.length) + id;
  }
  return id;
}

/** Gives out short ids that are not taken yet. */
export function createShortIds(isTaken: (id: string) => boolean): () => string {
  let place = 0;
  return () => {
    let id: string;
    do {
      id = shortId(place);
      place += 1;
    } while (isTaken(id));
    return id;
  };
}

/**
 * 13 characters A–Z and 2–7: eight bytes, the lowest first, in base 32. Inferred from the samples `6PWRKA4AN4AAA` and
 * `ENNEIA4AN4AAA` (https://developer.kdocs.cn/server/dbt/webhook-mine.html).
 */
export function webhookId(): string {
  const bytes = Buffer.concat([randomBytes(6), Buffer.alloc(2)]);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.padEnd(65, '0').match(/.{5}/g) ?? [])
    .map((group) => base32.charAt(Number.parseInt(group, 2)))
    .join('');
}

/** 43 URL-safe characters, like `wfoKKYzWR2jyxMHCFVuBxa42RSf8tpndOUeHQQzryfI`. */
export const fileId = (): string => randomBytes(32).toString('base64url');

/** A token or code of small letters and digits, like the samples' `kvqxrspxjctdojjqdildjhonzwusaquc1`. */
export const secretText = (): string =>
  [...randomBytes(32)]
    .map((byte) => byte % 36)
    .map((digit) => digit.toString(36))
    .join('');
