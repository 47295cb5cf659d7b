import type { StartMessages } from '../../en/workspace/start.ts';

export const start: StartMessages = {
  intro: '*Tu Lejek, Twój lejek sprzedaży w Slacku.*',
  ready: (first, last) =>
    `Etapy już czekają, od „${first}” do „${last}”, z podpowiedzią, co na każdym robić. Nic więcej nie trzeba instalować.`,
  next: 'Teraz jeden krótki formularz: gdzie pisać w poniedziałki i pierwsza szansa. To, co wie Slack, jest już wpisane.',
  button: 'Ustaw',
  manners:
    'Jedno podsumowanie w tygodniu i alert, gdy na etapie brakuje szans. Nigdy w nocy ani w święta. Czytam tylko to, co mi wyślesz.',
  title: 'Początek z Lejkiem',
  submit: 'Zaczynamy',
  channel: 'Kanał z tygodniowym podsumowaniem',
  channelHint: 'W poniedziałki o 9:00. Sprzedajesz w pojedynkę? Zostaw puste: będę pisać tylko do Ciebie.',
  line: 'Pierwsza szansa, w jednej linijce',
  lineExample: (currency) =>
    `Morela szkolenie 12 tys. ${currency === 'PLN' ? 'zł' : currency}, kontakt: Ola Wierzba, ola@morela.example`,
  lineHint: 'Wystarczy nazwa. Kwotę i osobę kontaktową można dopisać później.',
  done: {
    channel: (channel) => `✓ Kanał ${channel} dostaje podsumowanie w poniedziałki o 9:00.`,
    alone: '✓ Gotowe: piszę tylko tutaj, do Ciebie.',
    rights: 'Masz teraz uprawnienia administratora; dzień, godzinę, menedżerów i resztę zmienia `/lejek ustawienia`.',
    deal: (deal, stage) => `✓ ${deal}: etap „${stage}”.`,
    next: 'Tak szansa przechodzi dalej. Możesz też zamknąć to okno: nic nie przepadnie.',
  },
  already: 'Lejek jest tu już ustawiony.',
  shared: 'Ten kanał jest wspólny z inną firmą. Wybierz własny albo zezwól na niego w `/lejek ustawienia`.',
};
