import { setUpFunnel, useStage, valueInEuros } from './bot-actions.ts';
import type { TestBot } from './test-bot.ts';

/**
 * Offer has one deal, Decision two with what Offer needs next to hand; then the offer is lost, on Monday, 16 November 2026. Ewa has set the
 * funnel up, and Anna is its manager.
 */
export async function dryOffer(lejek: TestBot, { language }: { readonly language?: string } = {}): Promise<void> {
  const { anna, piotr, ewa } = lejek;
  await setUpFunnel(lejek, ewa, { managers: [anna.id], ...(language === undefined ? {} : { language }) });
  await lejek.createDeal(piotr, 'Bielik', { ...valueInEuros(48_000), stageId: 'decision', closeOn: '2026-12-18' });
  await lejek.createDeal(piotr, 'Kowent', { ...valueInEuros(12_000), stageId: 'decision' });
  await lejek.createDeal(piotr, 'Morela', { ...valueInEuros(30_000), stageId: 'offer' });
  await useStage(lejek, piotr, { stageId: 'offer' });
  await lejek.typeCommand(piotr, '/deal lost 3 too expensive');
}
