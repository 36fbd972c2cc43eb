import type { Stage } from '../data.ts';
import { UserError } from '../errors.ts';
import { costOf, type Tariff } from './price.ts';
import type { Purse, Reserved } from './purse.ts';
import { mostTokens } from './room.ts';
import type { Request } from './teacher.ts';

/** The limits of a run, over all its restarts; null for none. */
export interface SpendingOptions {
  /** US dollars. */
  maxCost: number | null;
  /** Tokens, in and out. */
  maxTokens: number | null;
  /** What was spent before. */
  spent: { cost: number; tokens: number };
  tariff(stage: Stage): Tariff | null;
  /** Whether calls are paid at the price of batches. */
  batch?: boolean;
  /** The fields that go with every body of a stage, and win there. */
  bodyOf?: ((stage: Stage) => Readonly<Record<string, unknown>>) | undefined;
}

interface Amount {
  cost: number;
  tokens: number;
}

interface Waiter {
  amount: Amount;
  go: () => void;
  fail: (error: unknown) => void;
}

/**
 * Keeps spent + reserved below the limits. A call reserves the most that it may take ({@link mostTokens}); one that does not
 * fit waits until others are settled, first come first served. When nothing is under way and the first still does not fit, it and
 * all after it reject with E_BUDGET. Null where there is no limit. Usage that nobody reported counts as estimated.
 */
export function createSpending(options: SpendingOptions): Purse | null {
  const { maxCost, maxTokens, batch = false, bodyOf = () => ({}) } = options;
  if (maxCost === null && maxTokens === null) return null;
  const most = { cost: maxCost ?? Number.POSITIVE_INFINITY, tokens: maxTokens ?? Number.POSITIVE_INFINITY };
  const spent = { ...options.spent };
  const reserved = { cost: 0, tokens: 0, calls: 0 };
  const line: Waiter[] = [];

  const fits = ({ cost, tokens }: Amount) =>
    spent.cost + reserved.cost + cost <= most.cost && spent.tokens + reserved.tokens + tokens <= most.tokens;

  function amountOf(request: Request): Amount {
    const { prompt, completion } = mostTokens(request, bodyOf(request.stage));
    const usage = { promptTokens: prompt, cachedTokens: 0, completionTokens: completion };
    return { cost: costOf(options.tariff(request.stage), usage, batch) ?? 0, tokens: prompt + completion };
  }

  function move(): void {
    for (let first = line[0]; first; first = line[0]) {
      if (fits(first.amount)) {
        line.shift();
        first.go();
      } else if (reserved.calls > 0) return;
      else for (const each of line.splice(0)) each.fail(ended(most, spent, each.amount));
    }
  }

  function take(amount: Amount, stage: Stage): Reserved {
    reserved.cost += amount.cost;
    reserved.tokens += amount.tokens;
    reserved.calls++;
    return {
      settle(usage) {
        reserved.calls--;
        reserved.cost = reserved.calls === 0 ? 0 : reserved.cost - amount.cost;
        reserved.tokens -= amount.tokens;
        if (usage) {
          spent.cost += costOf(options.tariff(stage), usage, batch) ?? 0;
          spent.tokens += usage.promptTokens + usage.completionTokens;
        }
        move();
      },
    };
  }

  return {
    reserveNow(request) {
      const { stage } = request;
      const amount = amountOf(request);
      return line.length === 0 && fits(amount) ? take(amount, stage) : null;
    },
    spentUp: (request) => ended(most, spent, amountOf(request)),
    reserve(request, signal) {
      const { stage } = request;
      const amount = amountOf(request);
      if (line.length === 0 && fits(amount)) return Promise.resolve(take(amount, stage));
      return new Promise((resolve, reject) => {
        const leave = () => {
          line.splice(line.indexOf(waiter), 1);
          reject(signal?.reason);
        };
        const done = () => signal?.removeEventListener('abort', leave);
        const waiter: Waiter = {
          amount,
          go() {
            done();
            resolve(take(amount, stage));
          },
          fail(error) {
            done();
            reject(error);
          },
        };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', leave, { once: true });
        line.push(waiter);
        move();
      });
    },
  };
}

function ended(most: Amount, spent: Amount, next: Amount): UserError {
  const byCost = spent.cost + next.cost > most.cost;
  const flag = byCost ? '--max-cost' : '--max-tokens-total';
  const n = (value: number) => (byCost ? `$${value.toFixed(4)}` : `${Math.round(value).toLocaleString('en')} tokens`);
  const [had, more, limit] = byCost ? [spent.cost, next.cost, most.cost] : [spent.tokens, next.tokens, most.tokens];
  return new UserError(
    'E_BUDGET',
    `Cannot ask further: ${n(had)} of the ${n(limit)} of ${flag} are spent, and the next call may take ${n(more)}`,
    { hint: `Run the same command with a higher ${flag} to go on.` },
  );
}
