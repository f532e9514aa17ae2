import { type CommandParser, defineScript } from 'redis';

/** A script that works on one key, as a cluster wants it, and says whether it did something or how much. */
const script = (text: string) =>
  defineScript({
    SCRIPT: text,
    NUMBER_OF_KEYS: 1,
    parseCommand(parser: CommandParser, key: string, ...given: readonly string[]) {
      parser.pushKey(key);
      parser.push(...given);
    },
    transformReply: (reply: number): number => reply,
  });

/** `ARGV[3]` is the time to live in ms, and empty for ever. */
const write = `
  if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2])
  else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
  return 1`;

/** What Redis has no command for. It runs each as one step, which is what makes them atomic. */
export const scripts = {
  replace: script(`if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end ${write}`),
  takeAway: script(`if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end return redis.call('DEL', KEYS[1])`),
  swap: script(`if redis.call('GETRANGE', KEYS[1], 0, #ARGV[1] - 1) ~= ARGV[1] then return 0 end ${write}`),
  count: script(`
    local sum = redis.call('INCR', KEYS[1])
    if sum == 1 and ARGV[1] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
    return sum`),
  /** Numbers as text, since Lua writes long ones with an exponent. */
  spend: script(`
    local now, every, burst = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
    local tat = math.max(tonumber(redis.call('GET', KEYS[1]) or '0'), now) + every
    local rest = tat - now - every * burst
    if rest > 0 then return rest end
    redis.call('SET', KEYS[1], string.format('%.0f', tat), 'PX', string.format('%.0f', tat - now))
    return 0`),
} as const;
