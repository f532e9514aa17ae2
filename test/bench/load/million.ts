import { table } from '../spread.ts';

/** CPU seconds of a backend and of Redis. */
export interface Cost {
  readonly backend: number;
  readonly redis: number;
}

/** What was measured. */
export interface Costs {
  /** Of one request each. */
  readonly probe: Cost;
  readonly touch: Cost;
  readonly write: Cost;
  readonly same: Cost;
  readonly signIn: Cost;
  readonly opening: Cost;
  /** Of one stream that is held, for a second. */
  readonly holding: Cost;
}

/** Who is there, and what they do. */
export interface Crowd {
  readonly browsers: number;
  /** Have the page in front of them, and of those: work in it. */
  readonly looking: number;
  readonly working: number;
  readonly documents: number;
  /** Tabs of a browser, in clients that ask from each. */
  readonly tabs: number;
}

interface Part {
  readonly what: string;
  readonly perSecond: number;
  readonly cost: Cost;
}

const hour = 3600;
const times = ({ backend, redis }: Cost, factor: number): Cost => ({
  backend: backend * factor,
  redis: redis * factor,
});
const plus = (...costs: readonly Cost[]): Cost => ({
  backend: costs.reduce((sum, { backend }) => sum + backend, 0),
  redis: costs.reduce((sum, { redis }) => sum + redis, 0),
});

/** What one question costs of a client that asks for the session and each document. */
const question = ({ probe, same }: Costs, documents: number): Cost =>
  times(plus(probe, times(same, documents)), 1 / (1 + documents));

/** What all of them ask for in a second, by what `npm run bench -- requests` counts for one of them. */
export function partsOf(crowd: Crowd, costs: Costs): readonly Part[] {
  const { browsers, looking, working, documents } = crowd;
  const back = plus(costs.probe, costs.opening, times(costs.same, documents));
  return [
    { what: 'streams held', perSecond: browsers, cost: costs.holding },
    {
      what: 'documents asked for, 304: 60 an hour and document',
      perSecond: (looking * 60 * documents) / hour,
      cost: costs.same,
    },
    { what: 'documents written: 120 an hour', perSecond: (working * 120) / hour, cost: costs.write },
    { what: 'kept alive: 12 an hour', perSecond: (working * 12) / hour, cost: costs.touch },
    { what: 'pages loaded, one an hour: session, stream, documents', perSecond: browsers / hour, cost: back },
    { what: 'signed in, every 12 hours', perSecond: browsers / 12 / hour, cost: costs.signIn },
  ];
}

const count = (value: number): string => Math.round(value).toLocaleString('en');
const cores = (value: number): string => value.toFixed(value < 10 ? 2 : 0);
const micro = (value: number): string => `${count(value * 1e6)} µs`;

/** The sum that a server has to bear, part by part, and beside it that of clients that poll from each tab. */
export function formatCrowd(crowd: Crowd, costs: Costs): string {
  const row = ({ what, perSecond, cost }: Part): readonly string[] => {
    const { backend, redis } = times(cost, perSecond);
    return [what, count(perSecond), micro(cost.backend), cores(backend), micro(cost.redis), cores(redis)];
  };
  const parts = partsOf(crowd, costs);
  const { backend, redis } = plus(...parts.map(({ cost, perSecond }) => times(cost, perSecond)));
  const each = question(costs, crowd.documents);
  const polling = [60, 30].map((seconds) => ({
    what: `polled by ${crowd.tabs} tabs each ${seconds} s: session and ${crowd.documents} documents`,
    perSecond: (crowd.browsers * crowd.tabs * (1 + crowd.documents)) / seconds,
    cost: each,
  }));
  return table(
    [`${count(crowd.browsers)} browsers`, 'a second', 'backend, each', 'cores', 'Redis, each', 'cores'],
    [...parts.map(row), ['together', '', '', cores(backend), '', cores(redis)], ...polling.map(row)],
  );
}
