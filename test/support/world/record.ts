import { createDraft, createRecord, type Draft, type DraftRecord, type RecordOptions } from 'holdfast';
import type { TestServer } from 'holdfast/testing';
import * as z from 'zod';
import { createWorld, type Device, type DeviceTab, type World } from './devices.ts';

export const steps = {
  details: z.object({ name: z.string().min(1), phone: z.string().optional(), note: z.string().optional() }),
  secrets: z.object({ iban: z.string().optional() }),
  bill: z.object({ lines: z.array(z.object({ text: z.string(), price: z.number() })).optional() }),
};
export type Steps = typeof steps;

export interface Profile {
  readonly name: string;
  readonly phone?: string | undefined;
  readonly note?: string | undefined;
  readonly iban?: string | undefined;
  readonly lines?: readonly { readonly text: string; readonly price: number }[] | undefined;
  /** What no form shows. */
  readonly since?: number;
}

const path = '/api/profile';

export const options: RecordOptions<Steps> = {
  url: path,
  read(body) {
    const { name, phone, note, iban, lines } = body as Profile;
    if (typeof name !== 'string') throw new TypeError('a profile has a name');
    return { details: { name, phone, note }, secrets: { iban }, bill: { lines: lines && [...lines] } };
  },
  write: ({ details, secrets, bill }, body) => ({ ...(body as Profile), ...details, ...secrets, ...bill }),
};

/** The profile at the server, as others see and change it. */
export interface ServerRecord {
  value: Profile | null;
  /** Somebody else writes. */
  change(change: Partial<Profile>): void;
  revision(): number;
  /** What the server makes of what it is sent. */
  normalise: (sent: Profile) => Profile;
  /** What it answers to a PUT: the record, or nothing but its tag, or not even that. */
  answers: 'record' | 'tag' | 'nothing';
  tag(revision: number): string | null;
  /** Called before a PUT is looked at. */
  beforePut: () => void;
  /** Methods, and the condition that came along. */
  readonly asked: string[];
}

export function serveRecord(server: TestServer, at: string = path): ServerRecord {
  let revision = 1;
  const record: ServerRecord = {
    value: { name: 'Ann', phone: '1', since: 2020 },
    change(change) {
      revision++;
      record.value = { name: 'Ann', ...record.value, ...change };
    },
    revision: () => revision,
    normalise: (sent) => sent,
    answers: 'record',
    tag: (n) => `"r${n}"`,
    beforePut() {},
    asked: [],
  };
  const answer = (status: number, body: unknown, tag = record.tag(revision)): Response =>
    new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...(tag && { etag: tag }) },
    });
  server.answer(at, async (request) => {
    const match = request.headers.get('if-match');
    const none = request.headers.get('if-none-match');
    record.asked.push([request.method, match ?? none].filter(Boolean).join(' '));
    if (record.value === null) return answer(404, undefined, null);
    if (request.method === 'GET')
      return none !== null && none === record.tag(revision) ? answer(304, undefined) : answer(200, record.value);
    const sent = (await request.json()) as Profile;
    record.beforePut();
    if (match !== record.tag(revision)) return answer(412, undefined, null);
    revision++;
    record.value = record.normalise(sent);
    if (record.answers === 'nothing') return answer(204, undefined, null);
    return record.answers === 'tag' ? answer(204, undefined) : answer(200, record.value);
  });
  return record;
}

export interface RecordTab extends DeviceTab {
  readonly profile: Draft<Steps>;
  readonly record: DraftRecord<Steps>;
}

export interface RecordWorld extends World {
  readonly there: ServerRecord;
  /** One more tab with the record in it. */
  tab(device: Device, more?: Partial<RecordOptions<Steps>>): Promise<RecordTab>;
  /** A device with a tab in which ada is signed in, and the record is loaded. */
  loaded(more?: Partial<RecordOptions<Steps>>): Promise<Device & RecordTab>;
  /** Waits for what was begun. */
  done<Result>(work: Promise<Result>): Promise<Result>;
}

export function createRecordWorld(): RecordWorld {
  const world = createWorld({ live: false });
  const there = serveRecord(world.server);
  const done = async <Result>(work: Promise<Result>): Promise<Result> => {
    let isOver = false;
    const over = (): void => {
      isOver = true;
    };
    work.then(over, over);
    for (let step = 0; !isOver && step < 100; step++) await world.advance(300);
    await world.advance(1000);
    return work;
  };
  const tab: RecordWorld['tab'] = async (device, more) => {
    const opened = await device.open({});
    const profile = createDraft(opened.session, 'profile', { steps, secret: ['secrets.iban'] });
    const record = createRecord(opened.session, profile, { ...options, ...more });
    await world.settle();
    return { ...opened, profile, record };
  };
  return {
    ...world,
    there,
    done,
    tab,
    async loaded(more) {
      const device = world.device();
      const opened = await tab(device, more);
      await device.signIn(opened);
      await done(opened.record.load());
      return { ...device, ...opened };
    },
  };
}
