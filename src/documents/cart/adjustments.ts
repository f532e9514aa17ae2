import { demandUse } from '../demand.ts';
import { keep } from '../keep.ts';
import type { Moment } from '../moments.ts';
import type { CartItem, CartLine } from './item.ts';
import { keepList } from './lines.ts';

/** Something that changes what a cart comes to: a coupon, a delivery, a tax. */
export interface CartAdjustment {
  /** Names it among the others. */
  readonly id: string;
  /** For people. */
  readonly label: string;
  /** In minor units, a whole number; below 0 where it takes off. `allocate` divides it over the lines where that is needed. */
  readonly amount: number;
}

/** What `adjust` may want to know besides the lines. */
export interface AdjustContext {
  /** Codes in the order in which they were added. */
  readonly coupons: readonly string[];
  /** Sum of the lines, in minor units. */
  readonly subtotal: number;
  readonly currency: string;
}

type Adjust<Item extends CartItem> = (
  lines: readonly CartLine<Item>[],
  context: AdjustContext,
) => readonly CartAdjustment[];

/** Asks for adjustments where lines or coupons are others than before, or where `again` says so. */
export function createAdjustments<Item extends CartItem>(
  adjust: Adjust<Item> | undefined,
  report: (error: unknown) => void,
): (lines: Moment<readonly CartLine<Item>[]>, context: AdjustContext, again: boolean) => readonly CartAdjustment[] {
  let asked: readonly unknown[] = [];
  let answer: readonly CartAdjustment[] = [];

  const ask = (
    adjust: Adjust<Item>,
    lines: readonly CartLine<Item>[],
    context: AdjustContext,
  ): readonly CartAdjustment[] => {
    try {
      return adjust(lines, context).map((one, at) => {
        const { id, label, amount } = one;
        demandUse(
          typeof id === 'string' && typeof label === 'string' && Number.isSafeInteger(amount),
          `An adjustment is { id, label, amount } with a whole amount of minor units; adjust answered ${id}: ${amount}.`,
        );
        return keep(answer[at] ?? one, { id, label, amount });
      });
    } catch (error) {
      report(error);
      return [];
    }
  };
  return (lines, context, again) => {
    // Where nobody asks, the lines need not be drawn.
    if (adjust && (again || asked[0] !== lines || asked[1] !== context.coupons))
      answer = keepList(answer, ask(adjust, lines(), context));
    asked = [lines, context.coupons];
    return answer;
  };
}

/** What it comes to: never below nothing. */
export const totalOf = (subtotal: number, adjustments: readonly CartAdjustment[]): number =>
  Math.max(
    0,
    adjustments.reduce((sum, { amount }) => sum + amount, subtotal),
  );
