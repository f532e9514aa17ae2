import { z } from 'zod';

/** How the shop looks and what it says to this person. What is about the panel is one tab's own. */
export const workspaceSchema = z.object({
  shelf: z.object({ density: z.enum(['airy', 'dense']) }),
  prices: z.object({ style: z.enum(['symbol', 'code', 'name']) }),
  notifications: z.object({
    stock: z.object({
      low: z.boolean(),
      below: z.number('A number, please.').int('Whole numbers only.').min(1, 'At least 1.').max(99, 'At most 99.'),
    }),
    mail: z.object({ orders: z.boolean(), news: z.boolean() }),
  }),
  pinned: z.array(z.string()).max(6, 'Six things fit at hand. Take one off first.'),
  panel: z.object({ open: z.boolean(), order: z.enum(['shelf', 'price', 'name']) }),
});

export const workspaceDefaults: z.input<typeof workspaceSchema> = {
  shelf: { density: 'airy' },
  prices: { style: 'symbol' },
  notifications: { stock: { low: true, below: 10 }, mail: { orders: true, news: false } },
  pinned: [],
  panel: { open: true, order: 'shelf' },
};
