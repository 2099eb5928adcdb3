// What a choice costs at the service, drawn and said: our hooks, other people's, what is free, and what comparing finds instead.
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { SourceInfo } from '#shared/source-info';
import type { HookPlan, Watch } from '#shared/watch';
import { useCall } from '../../state/use-call';
import { Foreign } from '../../ui/Foreign';
import { useWords } from '../../ui/language';
import { ProblemNote } from '../../ui/ProblemNote';
import { Waiting } from '../../ui/Waiting';
import own from './plan-cost.module.css';

interface PlanCostProps {
  readonly source: SourceInfo;
  readonly connectionId: string;
  readonly watch: readonly Watch[];
}

/** ms that ticking must rest before the cost is asked for. */
const restMs = 250;

export function PlanCost({ source, connectionId, watch }: PlanCostProps) {
  const [settled] = useDebouncedValue(watch, restMs);
  const { answer } = useCall('connections.plan', { id: connectionId, watch: [...settled] });
  if (answer.kind === 'loading') return <Waiting lines={2} />;
  if (answer.kind === 'failed') return <ProblemNote problem={answer.problem} />;
  return <Cost source={source} plan={answer.value} />;
}

function Cost({ source, plan }: { readonly source: SourceInfo; readonly plan: HookPlan }) {
  const { t } = useTranslation();
  const say = useWords();
  const left = plan.lines.filter((line) => !line.fits && line.need === 'asked');
  const comfort = plan.lines.filter((line) => line.fits && line.need === 'comfort').length;
  const compared = [...plan.compared].sort((a, b) => b.everyMs - a.everyMs)[0];
  return (
    <div className={own.cost} role="status">
      {plan.limit !== null && <Slots plan={plan} limit={plan.limit} comfort={comfort} />}
      <p>
        <strong>
          {plan.limit === null
            ? t('watching.cost.free', { count: plan.cost })
            : t('watching.cost.of', {
                count: plan.cost,
                limit: plan.limit,
                base: say(source.terms.base),
              })}
        </strong>{' '}
        {plan.foreign > 0 && t('watching.cost.foreign', { count: plan.foreign })}
      </p>
      {comfort > 0 && (
        <p>{t('watching.cost.comfort', { count: comfort, cheapest: plan.cheapest })}</p>
      )}
      {left.length > 0 && (
        <p data-tone="attention">{t('watching.cost.over', { count: left.length })}</p>
      )}
      {compared && (
        <p>
          {t('watching.cost.compared', {
            kinds: compared.kinds.map((kind) => t(`watching.kind.${kind}`)).join(t('watching.and')),
            count: Math.max(1, Math.round(compared.everyMs / 60_000)),
          })}
        </p>
      )}
      <ul className={own.lines}>
        {alike(plan.lines).map(([line, times]) => (
          <li
            key={`${line.tableId} ${line.hook} ${stateOf(line)}`}
            className={own.line}
            data-fits={line.fits}
          >
            <span>
              <Foreign text={line.tableName} />
            </span>
            <span>
              {say(line.label)}
              {times > 1 && ` × ${times}`}
            </span>
            <span>{t(`watching.cost.${stateOf(line)}`)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type Line = HookPlan['lines'][number];

/** Hooks of one kind for one table, each with how many there are: one a view. */
function alike(lines: readonly Line[]): readonly (readonly [Line, number])[] {
  const keyOf = (line: Line) => [line.tableId, line.hook, stateOf(line)].join(' ');
  const groups = new Map<string, readonly [Line, number]>();
  for (const line of lines) {
    const [first = line, times = 0] = groups.get(keyOf(line)) ?? [];
    groups.set(keyOf(line), [first, times + 1]);
  }
  return [...groups.values()];
}

function stateOf({ fits, exists, need }: Line) {
  if (exists) return 'exists';
  if (!fits) return 'noRoom';
  return need === 'comfort' ? 'optional' : 'made';
}

/** One box a hook the service allows. */
function Slots(props: {
  readonly plan: HookPlan;
  readonly limit: number;
  /** How many of ours give way when the room is needed. */
  readonly comfort: number;
}) {
  const { plan, limit, comfort } = props;
  const { t } = useTranslation();
  const kindOf = (place: number) =>
    place < plan.cost - comfort
      ? 'ours'
      : place < plan.cost
        ? 'comfort'
        : place >= limit - plan.foreign
          ? 'foreign'
          : 'free';
  return (
    <div
      className={own.slots}
      role="img"
      aria-label={t('watching.cost.slots', {
        ours: plan.cost,
        foreign: plan.foreign,
        free: Math.max(0, limit - plan.cost - plan.foreign),
      })}
    >
      {Array.from({ length: limit }, (_, place) => place).map((place) => (
        <span key={place} data-kind={kindOf(place)} />
      ))}
    </div>
  );
}
