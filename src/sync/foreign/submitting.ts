import type { DraftInside } from '../../documents/draft/ground.ts';
import { fieldOf, stepOf } from '../../documents/draft/paths.ts';
import type { DraftOutput, DraftSteps } from '../../documents/draft/steps.ts';
import { isFields } from '../../documents/items/reading.ts';
import { momentOf } from '../../documents/stamp.ts';
import { HoldfastError } from '../../foundation/errors.ts';
import { chance } from '../../platform/chance.ts';
import { createAlarm } from '../../time/alarm.ts';
import type { RecordLoadResult, RecordOptions, RecordProblem } from './face.ts';
import { readFieldErrors } from './field-errors.ts';
import type { Footing } from './footing.ts';
import { type PathValues, type Version, valuesIn } from './values.ts';
import { isStrong, noStrongTag, type Wire } from './wire.ts';

/** The record as the server sent it to this tab, and all of it. */
interface Present extends Version {
  readonly body: unknown;
}

/** How a record goes to the server and comes from there. One call at a time. */
export interface Submitting {
  load(): Promise<RecordLoadResult>;
  submit(): Promise<
    { readonly outcome: 'saved' } | { readonly outcome: 'conflicts' } | { readonly outcome: 'invalid' } | RecordProblem
  >;
  /** Whatever is under way is somebody else's. */
  begun(): void;
}

/** So often somebody else may be first before it is given up. */
const most = 5;

const signedOut: RecordProblem = { outcome: 'signed-out' };

/** What was emptied has a name in what is written, so that it is emptied there, too, where that is spread over the record. */
function nameEmptied(values: Readonly<Record<string, unknown>>, footing: Footing): Readonly<Record<string, unknown>> {
  const named: Record<string, unknown> = { ...values };
  for (const [path, { mine }] of footing.edited()) {
    const [step, field] = [stepOf(path), fieldOf(path)];
    const fields = named[step];
    if (mine === undefined && isFields(fields) && !(field in fields)) named[step] = { ...fields, [field]: undefined };
  }
  return named;
}

export function createSubmitting<Steps extends DraftSteps>(
  where: string,
  inside: DraftInside,
  footing: Footing,
  wire: Wire,
  options: RecordOptions<Steps>,
): Submitting {
  const { host, fields, document } = inside;
  const { clock, crypto } = host.platform;
  const { url, read = (body: unknown) => body as object, readErrors } = options;
  const write = options.write ?? ((values: DraftOutput<Steps>): unknown => values);
  let present: Present | null = null;
  /** Whose it is: what was asked before is nobody's. */
  let whose = {};

  const readValues = (body: unknown): PathValues => valuesIn(read(body), inside);
  /** Of an answer that need not have one. */
  const readQuietly = (body: unknown): PathValues | null => {
    try {
      return body === undefined ? null : readValues(body);
    } catch {
      return null;
    }
  };
  const setAside = (cause: unknown): RecordProblem => {
    const why = cause instanceof Error ? cause.message : String(cause);
    const text = `${where}: what GET ${url} answered is set aside: ${why}. Check it, and what \`read\` makes of it.`;
    host.reportStorage('durable', new HoldfastError('HOLDFAST_DISCARDED', text, { cause }));
    return { outcome: 'failed', failure: { kind: 'protocol', cause } };
  };
  const pause = (tries: number): Promise<void> =>
    new Promise((resolve) => {
      createAlarm(clock, resolve).set(tries * (50 + 200 * chance(crypto)));
    });
  /** Whether this tab has what all tabs show. */
  const isPresent = (): boolean => present !== null && footing.known()?.etag === present.etag;

  const load = async (sent: PathValues | null = null, times = 3): Promise<RecordLoadResult> => {
    const mine = whose;
    const askedAt = momentOf(document.tick());
    const answer = await wire.get(isPresent() ? (present?.etag ?? null) : null);
    // What is stored tells what was edited, and upon what.
    await document.gather();
    if (mine !== whose) return signedOut;
    // Another tab has learnt of the record meanwhile: what was asked for may be older.
    if (footing.learntAt() > askedAt && times > 1) return load(sent, times - 1);
    if (answer.outcome === 'same') {
      if (!present) return { outcome: 'failed', failure: { kind: 'protocol', status: 304 } };
      footing.follow(present, sent);
      return { outcome: 'loaded' };
    }
    if (answer.outcome === 'crossed' || answer.outcome === 'invalid')
      return { outcome: 'refused', status: answer.outcome === 'crossed' ? answer.status : 422, body: answer.body };
    if (answer.outcome !== 'record') return answer;
    const { etag, body } = answer;
    if (!isStrong(etag)) throw noStrongTag(where, url, etag);
    if (body === undefined) return setAside('there is no JSON in it');
    try {
      present = { etag, body, values: readValues(body) };
    } catch (error) {
      return setAside(error);
    }
    footing.follow(present, sent);
    return { outcome: 'loaded' };
  };

  /** The server took what was sent. Answers once it is known what it made of that. */
  const settle = async (
    marks: ReturnType<Footing['marks']>,
    etag: string | null,
    body: unknown,
    sent: unknown,
  ): Promise<void> => {
    const content = body === undefined ? sent : body;
    const values = readQuietly(content);
    present = isStrong(etag) && values ? { etag, body: content, values } : null;
    if (present) return footing.saved(marks, present);
    const shown = Object.entries(fields.values()).flatMap(([step, each]) =>
      Object.entries(each).map(([field, value]) => [`${step}.${field}`, value] as const),
    );
    footing.saved(marks, { etag: '', values: readQuietly(sent) ?? new Map(shown) });
    await load().catch(() => {});
  };

  const refuse = (body: unknown): { readonly outcome: 'invalid' } | RecordProblem => {
    const paths = [...new Set([...(present?.values.keys() ?? []), ...footing.edited().keys()])];
    const messages = (readErrors?.(body) as Record<string, string> | undefined) ?? readFieldErrors(body, paths);
    if (!Object.keys(messages).length) return { outcome: 'refused', status: 422, body };
    inside.refuse(messages);
    return { outcome: 'invalid' };
  };

  const submit: Submitting['submit'] = async () => {
    const mine = whose;
    await document.gather();
    let sent: PathValues | null = null;
    let refusal: RecordProblem | null = null;
    let refused = '';
    for (let tries = 0; ; ) {
      if (mine !== whose) return signedOut;
      if (!present || !isPresent()) {
        const loaded = await load(sent);
        if (loaded.outcome !== 'loaded') return loaded;
        if (mine !== whose) return signedOut;
      }
      // It has a reason of its own, since nobody has written in between.
      if (refusal && present?.etag === refused) return refusal;
      refusal = null;
      const verdicts = [...footing.edited().values()].map(({ verdict }) => verdict);
      if (verdicts.includes('conflict')) return { outcome: 'conflicts' };
      if (!verdicts.includes('mine')) return { outcome: 'saved' };
      const seen = fields.values();
      const values = await inside.checkAll();
      if (mine !== whose) return signedOut;
      if (!values) return { outcome: 'invalid' };
      // Typed meanwhile, or learnt of by another tab.
      if (fields.values() !== seen || !present || !isPresent()) continue;
      const body = write(nameEmptied(values, footing) as DraftOutput<Steps>, present.body);
      const marks = footing.marks();
      sent = readQuietly(body);
      const { etag } = present;
      const answer = await wire.put(etag, body);
      if (mine !== whose) return signedOut;
      if (answer.outcome === 'record') {
        await settle(marks, answer.etag, answer.body, body);
        return { outcome: 'saved' };
      }
      if (answer.outcome === 'invalid') return refuse(answer.body);
      if (answer.outcome === 'same') return { outcome: 'failed', failure: { kind: 'protocol', status: 304 } };
      if (answer.outcome !== 'crossed') return answer;
      tries++;
      if (tries > most) return { outcome: 'failed', failure: { kind: 'rejected', status: answer.status } };
      const { status, body: why } = answer;
      if (status === 409) refusal = { outcome: 'refused', status, body: why };
      refused = etag;
      present = null;
      await pause(tries);
    }
  };

  return {
    load,
    submit,
    begun() {
      whose = {};
      present = null;
    },
  };
}
