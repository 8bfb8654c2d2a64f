"""A small questionnaire of another trade, with and without a catalog."""

from __future__ import annotations

from tests.planning.making import catalog, questionnaire

BAKERY = questionnaire("""
id: bakery
version: "3"
title: Пекарня
sections:
  - id: shop
    title: Пекарня
    questions:
      - id: open
        kind: choice
        short: Уже открылись
        ask: Вы уже открылись?
        options: [{id: "yes", label: "Да, уже"}, {id: soon, label: Скоро}]
      - id: ovens
        kind: number
        short: Печи
        ask: Сколько печей?
        unit: шт.
        seconds: 90
      - id: cakes
        kind: list
        short: Изделия
        ask: Что печёте?
        fixed: [{id: leftover, label: Остатки, outcome: failure}]
  - id: each
    title: "Изделие «{item}»"
    for_each: cakes
    questions:
      - id: steps
        kind: list
        short: Шаги
        ask: Какие шаги?
      - id: checks
        kind: grid
        short: Проверки
        ask: Что проверять?
        rows: steps
        own_columns: true
        columns: [{id: weight, label: Вес}, {id: heat, label: Температура}]
      - id: alarms
        kind: records
        short: Сигналы
        ask: Когда звонить?
        summary: "{step}: [через {after} → ]{what}[ ({whom})]"
        none_label: Без сигналов
        fields:
          - {id: step, kind: item, from: steps, ask: "На каком шаге?"}
          - {id: what, kind: choice, ask: "Что?", options: [{id: bell, label: звонок}, {id: sms, label: SMS}]}
          - {id: after, kind: number, ask: "Через сколько?", unit: мин, optional: true}
          - {id: whom, kind: text, ask: "Кому?", optional: true}
  - id: selling
    title: Продажи
    questions:
      - id: ways
        kind: multichoice
        short: Где продаёте
        ask: Где продаёте?
        own: true
        options:
          - {id: hall, label: В зале}
          - {id: web, label: На сайте}
          - {id: none, label: Нигде, exclusive: true}
      - id: menu
        kind: records
        short: Меню
        ask: Что в меню?
        tree: true
        when: {includes: {ways: hall}}
        summary: "{key} {name}"
        none_label: Меню нет
        fields:
          - {id: key, kind: choice, ask: "Номер?", options: [{id: k1, label: "1"}, {id: k2, label: "2"}]}
          - {id: name, kind: text, ask: "Название?"}
          - {id: kind, kind: choice, ask: "Что это?", options: [{id: dish, label: блюдо}, {id: group, label: раздел}]}
      - id: note
        kind: text
        short: Пожелания
        ask: Что ещё?
""")

BAKERY_CATALOG = catalog("""
id: bakery_rules
version: "1"
questionnaire: bakery
facts:
  oven: {low: 1000, high: 1500, unit: ₽, source: прайс, date: 2026-01-02}
  rent: {low: 500, high: null, unit: ₽/мес, source: прайс, date: 2026-01-02}
  sign: {value: null, unit: ₽, source: мастерская, date: 2026-01-02}
  h_cake: {low: 1.2, high: 2, unit: ч, source: опыт, date: 2026-01-02}
  h_talk: {value: 1, unit: ч, source: опыт, date: 2026-01-02}
  steps_max: {value: 2, source: норма пекарей, date: 2026-01-02}
  unknown_norm: {value: null, source: никто не сказал, date: 2026-01-02}
phases: {start: Начало, work: Работа}
decisions:
  - id: opened
    when: {is: {open: "yes"}}
    text: "Пекарня работает[, печей {ovens}]"
    short: открыты
    because: "[Печёт: {cakes}]"
  - id: cakes
    text: "[{count:cakes|изделие|изделия|изделий}]"
    short: "[{count:cakes|изделие|изделия|изделий}]"
sections:
  - id: shop
    title: О пекарне
    blocks: [{kind: facts, questions: [open, ovens, ways, note]}]
  - id: cake
    each: cakes
    title: "Линия «{item}»"
    blocks:
      - kind: pipeline
        stages: steps
        fields: checks
        automation: alarms
        stage_field: step
        line: "[через {after}: ]{what}"
      - {kind: matrix, grid: checks, title: Проверки}
  - id: menu
    title: Меню
    blocks: [{kind: table, records: menu}]
works:
  - {id: cakes, title: "Наладка: {cakes}", phase: work, hours: h_cake, times: [{count: cakes}]}
  - {id: talk, title: Разговор, phase: start, hours: h_talk, based_on: [open]}
  - {id: alarms, title: "Сигналы «{item}»", each: cakes, phase: work, hours: h_talk, times: [{count: alarms}]}
purchases:
  - id: oven
    title: Печи
    when: {answered: ovens}
    period: once
    price: oven
    times: [{number: ovens}]
    basis: "{ovens}"
  - {id: rent, title: Аренда, when: {is: {open: "yes"}}, period: month, price: rent}
  - {id: sign, title: Вывеска, when: {is: {open: soon}}, period: once, price: sign}
findings:
  - id: steps_many
    severity: warning
    detect: {kind: more_than, question: steps, limit: steps_max}
    text: "«{item}»: шагов {number}, больше {limit}."
    reason: Долго.
    norm: steps_max
    ask: "Укоротить «{item}»"
    blocks: график
    minutes: 4
  - id: closed_web
    severity: problem
    when: {all: [{is: {open: soon}}, {includes: {ways: web}}]}
    detect: {kind: holds, question: ways}
    text: "Продаёте, ещё не открывшись: {ways}."
  - id: never
    severity: note
    detect: {kind: more_than, question: cakes, limit: unknown_norm}
    text: "Никто не знает, много ли {number}."
topics:
  open: {weight: 80, minutes: 5, blocks: "всё, что печём: {cakes}"}
  steps: {weight: 60, minutes: 4}
  note: {may_stay_open: true}
""")
