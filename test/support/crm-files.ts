/** Tables with the columns of each system's export, in both languages; firms, people and figures are made up. */
export const CRM_FILES = {
  hubspot: `Record ID,Deal Name,Deal Stage,Pipeline,Close Date,Deal owner,Amount,Create Date,Associated Company,Closed Lost Reason,"Date entered ""Appointment Scheduled (Sales Pipeline)""","Date entered ""Presentation Scheduled (Sales Pipeline)""","Date entered ""Contract Sent (Sales Pipeline)""","Date entered ""Closed Won (Sales Pipeline)""","Date entered ""Closed Lost (Sales Pipeline)"""
9001,Bielik CRM,Contract Sent,Sales Pipeline,2026-12-20 12:00,Ewa,12500.5,2026-09-01 09:15,Bielik SA,,2026-09-01 09:15,2026-09-20 10:00,2026-10-15 11:30,,
9002,Morela shop,Closed Won,Sales Pipeline,2026-10-30 16:00,piotr@example.com,48000,2026-08-03 08:00,Morela,,2026-08-03 08:00,,2026-09-11 09:00,2026-10-30 16:00,
9003,Kasztan,Closed Lost,Sales Pipeline,2026-10-01 10:00,Ewa,7000,2026-07-01 08:00,Kasztan,Too expensive,2026-07-01 08:00,2026-08-01 08:00,,,2026-10-01 10:00
`,
  hubspotPl: `Identyfikator rekordu;Nazwa transakcji;Etap transakcji;Właściciel transakcji;Kwota;Data utworzenia;Data zamknięcia;Powiązana firma
9001;Bielik CRM;Oferta wysłana;Ewa;12 500,50;01.09.2026;20.12.2026;Bielik SA
9002;Morela sklep;Zamknięta - wygrana;Ewa;48 000,00;03.08.2026;30.10.2026;Morela
`,
  pipedrive: `Deal - ID,Deal - Title,Deal - Organization,Deal - Contact person,Person - Email - Work,Deal - Value,Deal - Currency of Value,Deal - Stage,Deal - Status,Deal - Owner,Deal - Deal created,Deal - Last stage change,Deal - Won time,Deal - Lost time,Deal - Lost reason,Deal - Expected close date
11,Bielik CRM,Bielik SA,Jan Nowak,jan@bielik.example,12500.5,EUR,Proposal Made,Open,Ewa,2026-09-01 09:15:00,2026-10-15 11:30:00,,,,2026-12-20
12,Morela shop,Morela,,,48000,EUR,Negotiations Started,Won,Ewa,2026-08-03 08:00:00,2026-10-20 08:00:00,2026-10-30 16:00:00,,,2026-10-31
13,Kasztan,Kasztan,,,7000,EUR,Demo Scheduled,Lost,Ewa,2026-07-01 08:00:00,2026-08-01 08:00:00,,2026-10-01 10:00:00,They went quiet,2026-09-30
`,
  pipedrivePl: `Szansa sprzedaży - ID;Szansa sprzedaży - Tytuł;Szansa sprzedaży - Organizacja;Szansa sprzedaży - Wartość;Szansa sprzedaży - Waluta;Szansa sprzedaży - Etap;Szansa sprzedaży - Status;Szansa sprzedaży - Właściciel;Szansa sprzedaży - Data utworzenia;Szansa sprzedaży - Data wygranej
11;Bielik CRM;Bielik SA;12500,5;EUR;Oferta;Otwarte;Ewa;2026-09-01 09:15:00;
12;Morela sklep;Morela;48000;EUR;Negocjacje;Wygrane;Ewa;2026-08-03 08:00:00;2026-10-30 16:00:00
`,
  salesforce: `"Opportunity Owner","Account Name","Opportunity Name","Stage","Amount Currency","Amount","Close Date","Created Date","Next Step","Lead Source","Opportunity ID"
"Ewa","Bielik SA","Bielik CRM","Proposal/Price Quote","EUR","12,500.50","12/20/2026","9/1/2026","Call the lawyer","Fair","006A1"
"Ewa","Morela","Morela shop","Closed Won","EUR","48,000.00","10/30/2026","8/3/2026","","Web","006A2"
"Ewa","Kasztan","Kasztan","Closed Lost","EUR","7,000.00","10/1/2026","7/1/2026","","","006A3"
`,
  salesforcePl: `Właściciel szansy;Nazwa konta;Nazwa szansy;Etap;Kwota;Data zamknięcia;Data utworzenia;Identyfikator
Ewa;Bielik SA;Bielik CRM;Złożenie oferty;12 500,50;20.12.2026;1.09.2026;006A1
Ewa;Morela;Morela sklep;Zamknięte - wygrane;48 000,00;30.10.2026;3.08.2026;006A2
`,
  odoo: `External ID,Opportunity,Customer,Contact Name,Email,Phone,Salesperson,Expected Revenue,Stage,Expected Closing,Created on,Closed Date,Lost Reason
crm.lead_1,Bielik CRM,Bielik SA,Jan Nowak,jan@bielik.example,600 700 800,Ewa,12500.50,Proposition,2026-12-20,2026-09-01 07:15:00,,
crm.lead_2,Morela shop,Morela,,,,Ewa,48000.00,Won,2026-10-31,2026-08-03 06:00:00,2026-10-30 15:00:00,
`,
  odooPl: `Identyfikator,Szansa,Klient,Sprzedawca,Oczekiwany przychód,Etap,Oczekiwana data zamknięcia,Data utworzenia,Data zakończenia
crm.lead_1,Bielik CRM,Bielik SA,Ewa,"12500,50",Oferta,2026-12-20,2026-09-01 07:15:00,
crm.lead_2,Morela sklep,Morela,Ewa,"48000,00",Wygrana,2026-10-31,2026-08-03 06:00:00,2026-10-30 15:00:00
`,
  bitrix24: `ID;Stage;Deal Name;Income;Currency;Company;Contact;Responsible person;Created;Start date;End date;Source
501;Prepare documents;Bielik CRM;12500.50;EUR;Bielik SA;Jan Nowak;Ewa;09/01/2026 09:15:00 am;09/01/2026;;Fair
502;Deal won;Morela shop;48000.00;EUR;Morela;;Ewa;08/13/2026 08:00:00 am;08/13/2026;10/30/2026;Web
`,
  bitrix24Pl: `ID;Etap;Nazwa interesu;Suma;Waluta;Firma;Osoba odpowiedzialna;Utworzono;Data zakończenia;Źródło
501;Wycena;Bielik CRM;12500.50;EUR;Bielik SA;Ewa;01.09.2026 09:15:00;;Targi
502;Wygrana;Morela sklep;48000.00;EUR;Morela;Ewa;03.08.2026 08:00:00;30.10.2026;Strona
`,
  livespace: `ID;Nazwa;Firma;Osoba kontaktowa;Opiekun;Wartość;Waluta;Etap;Status;Data utworzenia;Przewidywana data zamknięcia;Data zamknięcia;Powód przegranej;Źródło
77;Bielik CRM;Bielik SA;Jan Nowak;Ewa;12 500,50 €;EUR;Wysłana oferta;otwarta;2026-09-01;2026-12-20;;;Targi
78;Morela sklep;Morela;;Ewa;48 000,00 €;EUR;Negocjacje;wygrana;2026-08-03;2026-10-31;2026-10-30;;Strona
79;Kasztan;Kasztan;;Ewa;7 000,00 €;EUR;Analiza potrzeb;przegrana;2026-07-01;2026-09-30;2026-10-01;za drogo;
`,
  table: `Klient;Etap;Kwota;Handlowiec
Bielik SA;Oferta;12 500,50 EUR;Ewa
Morela;Negocjacje;48 tys. EUR;Ewa
`,
  hubspotPlHistory: `Identyfikator rekordu,Nazwa transakcji,Etap transakcji,Lejek,Data zamknięcia,Właściciel transakcji,Kwota,Data utworzenia,Powiązana firma,Powód przegranej transakcji,"Data wejścia do ""Oferta wysłana (Lejek sprzedaży)""","Data wejścia do ""Zamknięte – wygrane (Lejek sprzedaży)"""
9001,Bielik CRM,Oferta wysłana (Lejek sprzedaży),Lejek sprzedaży,2026-12-20 12:00,Ewa,"12500,5",2026-09-01 09:15,Bielik SA,,2026-10-15 11:30,
9002,Morela sklep,Zamknięte – wygrane (Lejek sprzedaży),Lejek sprzedaży,2026-10-30 16:00,Ewa,"48000,0",2026-08-03 08:00,Morela,,2026-09-11 09:00,2026-10-30 16:00
`,
  bitrix24Responsible: `"ID";"Pipeline";"Stage";"Deal name";"Total";"Currency";"Company";"Contact";"Deal closed";"Responsible";"Created on";"Estimated close date";"Source"
"501";"General";"Proposal sent";"Bielik CRM";"12500.50";"EUR";"Bielik SA";"Jan Nowak";"N";"Ewa";"09/13/2026 05:15:00 pm";"12/20/2026";"Fair"
"502";"General";"Deal won";"Morela shop";"48000.00";"EUR";"Morela";"";"Y";"Ewa";"08/13/2026 08:00:00 am";"10/30/2026";"Web"
`,
  bitrix24PlDeal: `ID;Etap deala;Nazwa deala;Kwota;Waluta;Firma;Osoba odpowiedzialna;Data utworzenia;Data zakończenia;Źródło
501;Oferta;Bielik CRM;12 500,50;EUR;Bielik SA;Ewa;01.09.2026 09:15:00;;Targi
502;Deal wygrany;Morela sklep;48 000,00;EUR;Morela;Ewa;03.08.2026 08:00:00;30.10.2026;Strona
`,
} as const;
