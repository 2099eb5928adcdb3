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

/** Steps at the quick pace, then the pauses of both paces in ms. */
const quickSteps = 8;
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

      function nextDelivery(now: number): Outgoing | undefined {
        const turn = chance.between(1, 10);
        if (turn <= 5) {
          const to = at('seatable');
          return to && seatableDelivery(to.url, crm.step(now), to.secrets.webhookSecret);
        }
        if (turn <= 8) {
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
        const delivery = nextDelivery(clock.now());
        if (delivery) void post(delivery);
        steps += 1;
        const pause =
          steps < quickSteps ? quickPause : chance.between(calmPause.from, calmPause.to);
        cancel = clock.after(pause, step);
      }
      return () => cancel();
    },
  };
}
