// The adapter as the core uses it, and a service that gives every call the same answer.
import type { Http } from '#core/ports';
import { defineSource } from '#core/sources/bind';
import type { BoundSource } from '#core/sources/bound-source';
import { kdocs } from '#core/sources/kdocs/index';

export const source = defineSource(kdocs);

export function bindKdocs(
  config: Readonly<Record<string, unknown>>,
  secrets: Readonly<Record<string, string>> = {},
): BoundSource {
  const bound = source.bind({ connectionId: 'c', config, target: {}, secrets });
  if (!bound.ok) throw new Error(JSON.stringify(bound.error));
  return bound.value;
}

/** Answers every call with one text, and remembers what was asked. */
export function answering(status: number, body: unknown): Http & { readonly asked: string[] } {
  const asked: string[] = [];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    asked,
    async request({ url }) {
      asked.push(url);
      return { ok: true, value: { status, headers: {}, text } };
    },
  };
}
