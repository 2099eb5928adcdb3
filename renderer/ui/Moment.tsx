// A moment in time: relative while it is fresh and kept up to date, exact on hover.
import { useEffect, useState } from 'react';
import { useLanguage } from './language';
import { sayExactly, sayMoment } from './say-moment';

/** @param props.at ms since 1970 */
export function Moment({ at }: { readonly at: number }) {
  const language = useLanguage();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    // A moment older than an hour is said by the clock or the date, which do not age.
    if (Date.now() - at > 3_600_000) return;
    const timer = setInterval(() => setNow(Date.now()), 20_000);
    return () => clearInterval(timer);
  }, [at]);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={sayExactly(at, language)}
      style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {sayMoment(at, now, language)}
    </time>
  );
}
