// The demo's traffic: three services taking turns, quick at first so that a newcomer sees changes at once, then at a calm pace.
import type { Clock, DemoAddress, DemoTraffic } from '#core/ports';
import { createChance } from './chance';
import { appId, createProject, projectLabels } from './feishu/project';
import { feishuDelivery } from './feishu/sender';
import { kdocsDelivery } from './kdocs/sender';
import { createSignUp, fileToken, signUpLabels, signUpTargets } from './kdocs/sign-up';
import { type Outgoing, post } from './outgoing';
import { baseUuid, createCrm, crmLabels } from './seatable/crm';
import { seatableDelivery } from './seatable/sender';

export interface TrafficNeeds {
  readonly clock: Clock;
  /** A number from 0 up to, not including, 1. */
  readonly random: () => number;
}

/** Who speaks first: a newcomer sees all three services within seconds. Then chance decides. */
const opening: readonly DemoAddress['source'][] = [
  'seatable',
  'feishu',
  'kdocs',
  'seatable',
  'feishu',
  'seatable',
  'kdocs',
  'feishu',
];
/** Later turns by weight: SeaTable half of them, Kdocs the fewest. */
const turns: readonly DemoAddress['source'][] = [
  ...(['seatable', 'seatable', 'seatable', 'seatable', 'seatable'] as const),
  ...(['feishu', 'feishu', 'feishu', 'kdocs', 'kdocs'] as const),
];

/** ms between the steps of the opening, and of what follows. */
const quickPause = 600;
const calmPause = { from: 4000, to: 9000 } as const;

export function createTraffic({ clock, random }: TrafficNeeds): DemoTraffic {
  const chance = createChance(random);
  return {
    connections: [
      {
        source: 'seatable',
        name: 'CRM',
        config: { baseUuid },
        secretNames: ['webhookSecret'],
        targets: [{}],
        labels: crmLabels,
      },
      {
        source: 'feishu',
        name: '项目管理',
        config: { brand: 'feishu', appId },
        secretNames: ['encryptKey', 'verificationToken'],
        targets: [{}],
        labels: projectLabels,
      },
      {
        source: 'kdocs',
        name: '活动报名',
        config: { fileToken },
        secretNames: [],
        targets: signUpTargets,
        labels: signUpLabels,
      },
    ],

    start(addresses) {
      const crm = createCrm(chance);
      const project = createProject(chance);
      const signUp = createSignUp(chance);
      const at = (source: DemoAddress['source'], event?: string) =>
        addresses.find(
          (one) => one.source === source && (event === undefined || one.target.event === event),
        );

      function deliveryOf(source: DemoAddress['source'], now: number): Outgoing | undefined {
        if (source === 'seatable') {
          const to = at('seatable');
          return to && seatableDelivery(to.url, crm.step(now), to.secrets.webhookSecret);
        }
        if (source === 'feishu') {
          const to = at('feishu');
          if (!to) return undefined;
          const { encryptKey, verificationToken } = to.secrets;
          const { type, event } = project.step(now);
          return feishuDelivery(to.url, type, event, { appId, encryptKey, verificationToken }, now);
        }
        const { event, type, content } = signUp.step();
        const to = at('kdocs', event);
        return to && kdocsDelivery(to.url, type, content, now);
      }

      let steps = 0;
      let cancel = clock.after(quickPause, step);
      function step(): void {
        const delivery = deliveryOf(opening[steps] ?? chance.pick(turns), clock.now());
        if (delivery) void post(delivery);
        steps += 1;
        const pause =
          steps < opening.length ? quickPause : chance.between(calmPause.from, calmPause.to);
        cancel = clock.after(pause, step);
      }
      return () => cancel();
    },
  };
}
