// The table that compares what the services can do: the connect page and the docs say it in these words.

import type { abilities as english } from '../en/abilities';
import type { SameKeys } from '../same-keys';

export const abilities: SameKeys<typeof english> = {
  row: {
    live: 'Canal en direct',
    publicAddress: 'Sans adresse publique',
    hooks: 'Webhooks',
    catchUp: 'Ce qui a été manqué',
    beforeValues: 'Anciennes valeurs',
    actor: 'Auteur du changement',
    deletedContent: 'Contenu des lignes supprimées',
    limit: 'Limite principale',
  },
  cell: {
    live: { yes: 'Oui', no: 'Non' },
    publicAddress: { live: 'Oui ; seuls les webhooks en demandent une', no: 'Non' },
    hooks: {
      made: 'Créés pour vous',
      byHand: 'À ajouter à la main',
      once: 'À la main, une fois par application',
      no: 'Aucun',
    },
    catchUp: {
      log: 'Lu dans le journal du service',
      compared: 'Retrouvé en comparant les tables',
      no: 'Perdu',
    },
    beforeValues: {
      stated: 'Envoyées par le service',
      compared: 'En comparant aux dernières lignes connues',
      partly: 'Parfois envoyées',
      no: 'Inconnues',
    },
    actor: { stated: 'Envoyé par le service', partly: 'Parfois envoyé', no: 'Inconnu' },
    deletedContent: {
      stated: 'Envoyé par le service',
      compared: 'D’après les dernières lignes connues',
      partly: 'Parfois envoyé',
      no: 'Inconnu',
    },
  },
};
