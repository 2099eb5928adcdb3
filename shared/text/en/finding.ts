// What a look at a connection's hooks has found, as the command line says it.

export const finding = {
  missing: 'A webhook is missing at the service.',
  'missing-subscription': 'The app is not subscribed to the base.',
  duplicate: 'The service has a webhook twice.',
  foreign: 'Webhooks of other people are left alone: {{ids}}.',
  orphaned: 'A webhook calls an address that nothing here uses any more: {{ids}}.',
  disabled: 'The service switched a webhook off.',
  'wrong-address': 'A webhook calls an old address.',
  outdated: 'A webhook watches other fields than the table has now.',
  'over-limit': 'There is no room for another webhook.',
  'not-removed': 'The service would not remove a webhook.',
  'not-removed-subscription': 'The service would not end a subscription.',
  elsewhere: 'Some changes seem to reach another program.',
  mended: 'Mended by itself: {{text}}',
  of: '{{table}}: {{text}}',
} as const;
