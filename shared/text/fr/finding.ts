// What a look at a connection's hooks has found, as the command line says it.

import type { finding as english } from '../en/finding';
import type { SameKeys } from '../same-keys';

export const finding: SameKeys<typeof english> = {
  missing: 'Un webhook manque chez le service.',
  'missing-subscription': 'L’application n’est pas abonnée à la base.',
  duplicate: 'Le service a deux fois le même webhook.',
  foreign: 'Des webhooks d’autres personnes ne sont pas touchés : {{ids}}.',
  orphaned: 'Un webhook appelle encore une adresse qui ne sert plus ici : {{ids}}.',
  disabled: 'Le service a désactivé un webhook.',
  'wrong-address': 'Un webhook appelle une ancienne adresse.',
  outdated: 'Un webhook suit d’autres champs que ceux de la table.',
  'over-limit': 'Il n’y a plus de place pour un webhook.',
  'not-removed': 'Le service n’a pas supprimé un webhook.',
  'not-removed-subscription': 'Le service n’a pas mis fin à un abonnement.',
  elsewhere: 'Certains changements semblent parvenir à un autre programme.',
  mended: 'Réparé automatiquement : {{text}}',
  of: '{{table}} : {{text}}',
};
