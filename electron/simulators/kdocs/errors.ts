// Error codes. Four are known; the service's list of the others could not be read, so those are invented and say so.

export interface ApiError {
  readonly code: number;
  readonly message: string;
  readonly hint?: string;
  /** Which switch decides on the HTTP status. */
  readonly group: 'token' | 'quota' | 'other';
}

const invented = (code: number, message: string, group: ApiError['group'] = 'other'): ApiError => ({
  code,
  message,
  hint: 'invented by the simulator: the real code is not documented',
  group,
});

export const errors = {
  /** https://developer.kdocs.cn/common/authorization/web.html: older than 5 minutes. Single use is inferred. */
  codeInvalid: { code: 20001, message: 'AuthCodeInvalid', hint: 'code is invalid', group: 'other' },
  /** The name was seen by users of the service; no page prints it. */
  appNotExist: {
    code: 20002,
    message: 'AppNotExist',
    hint: 'app_id does not exist',
    group: 'other',
  },
  /** Seen by users of the service for a missing, foreign or ended token; no page prints it. */
  tokenInvalid: {
    code: 20007,
    message: 'AccessTokenInvalid',
    hint: 'access_token is required',
    group: 'token',
  },
  /** https://developer.kdocs.cn/server/dbt/webhook-record-create.html */
  tooManyWebhooks: { code: 30016, message: 'TooManyWebhooks', group: 'other' },

  appKeyWrong: invented(99001, 'AppKeyInvalid'),
  refreshTokenInvalid: invented(99002, 'RefreshTokenInvalid'),
  redirectUnknown: invented(99003, 'RedirectUriInvalid'),
  scopeMissing: invented(99004, 'ScopeNotGranted'),
  quotaSpent: invented(99005, 'DailyQuotaExceeded', 'quota'),
  fileNotFound: invented(99006, 'FileNotExist'),
  sheetNotFound: invented(99007, 'SheetNotExist'),
  recordNotFound: invented(99008, 'RecordNotExist'),
  fieldNotFound: invented(99009, 'FieldNotExist'),
  viewNotFound: invented(99010, 'ViewNotExist'),
  hookNotFound: invented(99011, 'WebhookNotExist'),
  callbackRefused: invented(99012, 'CallbackUrlInvalid'),
  argumentInvalid: invented(99013, 'InvalidArgument'),
  noSuchCall: invented(99014, 'ApiNotFound'),
} as const satisfies Record<string, ApiError>;
