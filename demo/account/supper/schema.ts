import { z } from 'zod';

export const meals = { anything: 'Anything', fish: 'Fish', plants: 'Plants only' } as const;

export const supperSchema = z.object({
  guests: z
    .array(
      z.object({
        name: z.string('Who is it?').trim().min(1, 'Who is it?').max(80, 'A shorter name, please.'),
        meal: z.enum(['anything', 'fish', 'plants'], 'What may we cook?'),
      }),
      'Nobody yet: add somebody first.',
    )
    .min(1, 'Nobody yet: add somebody first.')
    .max(12, 'The table seats twelve.'),
});
