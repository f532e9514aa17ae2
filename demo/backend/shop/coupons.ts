/** A coupon as the shop's books have it. */
interface Coupon {
  readonly label: string;
  /** Euro cents off these lines, as a number that is not above 0. */
  readonly off: (subtotal: number) => number;
  /** Why nobody may use it any more. */
  readonly over?: string;
}

const coupons: Readonly<Record<string, Coupon>> = {
  AHOY10: { label: '10 % off, for a first crossing', off: (subtotal) => -Math.round(subtotal / 10) },
  ANCHOR5: { label: '€5 off from €50', off: (subtotal) => (subtotal >= 5_000 ? -500 : 0) },
  SPRINGTIDE: { label: 'Spring sale', off: () => 0, over: 'The spring tide has gone out: this coupon ended in May.' },
};

export const findCoupon = (code: string): Coupon | undefined =>
  Object.hasOwn(coupons, code) ? coupons[code] : undefined;

export interface Adjustment {
  readonly id: string;
  readonly label: string;
  /** Euro cents. */
  readonly amount: number;
}

/**
 * What coupons take off. The page shows by this rule what the server charges by it: there is one of it, and neither has to believe the
 * other.
 */
export function adjustmentsOf(subtotal: number, codes: readonly string[]): Adjustment[] {
  return codes.flatMap((code) => {
    const coupon = findCoupon(code);
    const amount = coupon && !coupon.over ? coupon.off(subtotal) : 0;
    return coupon && amount < 0 ? [{ id: code, label: coupon.label, amount }] : [];
  });
}
