// The table that compares what the services can do: the connect page and the docs say it in these words.

export const abilities = {
  row: {
    live: 'Live channel',
    publicAddress: 'Without a public address',
    hooks: 'Webhooks',
    catchUp: 'What was missed',
    beforeValues: 'Old values',
    actor: 'Who made the change',
    deletedContent: 'What deleted records held',
    limit: 'Main limit',
  },
  cell: {
    live: { yes: 'Yes', no: 'No' },
    publicAddress: { live: 'Yes; only webhooks need one', no: 'No' },
    hooks: {
      made: 'Made for you',
      byHand: 'Added by hand',
      once: 'By hand, once for an app',
      no: 'None',
    },
    catchUp: {
      log: 'Read from the service’s own log',
      compared: 'Found by comparing tables',
      no: 'Lost',
    },
    beforeValues: {
      stated: 'Sent by the service',
      compared: 'By comparing with the last known rows',
      partly: 'Sent at times',
      no: 'Not known',
    },
    actor: { stated: 'Sent by the service', partly: 'Sent at times', no: 'Not known' },
    deletedContent: {
      stated: 'Sent by the service',
      compared: 'From the last known rows',
      partly: 'Sent at times',
      no: 'Not known',
    },
  },
} as const;
