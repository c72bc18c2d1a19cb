// SPDX-License-Identifier: GPL-3.0-or-later
// What a finished card says: runs, rates, takt, cards in doubt, wrong cards.
#include "base/failures/profile.h"
#include "base/failures/session.h"
#include "base/failures/station.h"
#include "metrics/alarm_book.h"

namespace sm {

namespace {

constexpr double stationRaise = 0.03;
constexpr double stationClear = 0.01;
constexpr double jobRaise = 0.015;
constexpr double jobClear = 0.010;
constexpr qint64 jobLeastCards = 100; // below, one reject more or less would decide
constexpr int slowCards = 10;
constexpr double slowRaise = 1.3;
constexpr double slowClear = 1.15;

AlarmKey at(AlarmCode code, StationId station)
{
    AlarmKey key;
    key.code = code;
    key.station = station;
    return key;
}

AlarmKey of(AlarmCode code, const QString& job)
{
    AlarmKey key;
    key.code = code;
    key.subject = job;
    return key;
}

/// Power or the link went while the card was being written.
bool isLinkLoss(const Failure& why)
{
    return why == fc::CardTorn || why == fc::CardChanged || why == fc::ReaderLost || why == fc::ReaderStuck;
}

} // namespace

void AlarmBook::card(const fact::Card& card)
{
    if (!card.arrived)
        return;
    Desk& desk = m_desks[card.station];
    rejectRun(desk, card);
    if (card.why && *card.why == fc::WrongCard)
        m_lines.set(at(AlarmCode::WrongCardType, card.station), AlarmLevel::of(true), {card.why, 0});
    else if (card.good)
        m_lines.drop(at(AlarmCode::WrongCardType, card.station));
    stationRate(desk, card);
    jobRate(card);
    takt(desk, card);
    cardsInDoubt(card);
}

void AlarmBook::rejectRun(Desk& desk, const fact::Card& card)
{
    const AlarmKey key = at(AlarmCode::RejectRun, card.station);
    if (card.good) {
        desk.rejectsInARow = 0;
        m_lines.drop(key);
        return;
    }
    if (card.why && *card.why == fc::RejectedByHand)
        return; // says nothing about the reader, and the station does not hold itself for it
    ++desk.rejectsInARow;
    AlarmDetail detail;
    detail.why = card.why;
    detail.value = desk.rejectsInARow;
    m_lines.set(key, {desk.rejectsInARow >= m_settings.rejectRun, false}, detail);
}

void AlarmBook::stationRate(Desk& desk, const fact::Card& card)
{
    desk.last.push_back(!card.good);
    desk.rejects += !card.good;
    if (desk.last.size() > rateCards) {
        desk.rejects -= desk.last.front();
        desk.last.pop_front();
    }
    const double rate = double(desk.rejects) / double(rateCards);
    AlarmDetail detail;
    detail.value = rate;
    m_lines.set(at(AlarmCode::RejectRate, card.station),
        {desk.last.size() == rateCards && rate > stationRaise, rate <= stationClear}, detail);
}

void AlarmBook::jobRate(const fact::Card& card)
{
    Production& production = m_production[card.job];
    ++production.attempts;
    production.rejects += !card.good;
    const double rate = double(production.rejects) / double(production.attempts);
    AlarmDetail detail;
    detail.value = rate;
    m_lines.set(of(AlarmCode::RejectRate, card.job),
        {production.attempts >= jobLeastCards && rate > jobRaise, rate <= jobClear}, detail);
}

void AlarmBook::takt(Desk& desk, const fact::Card& card)
{
    if (!card.good || card.takt <= 0 || card.targetTakt <= 0)
        return;
    const double ratio = card.takt / card.targetTakt;
    desk.slowInARow = ratio > slowRaise ? desk.slowInARow + 1 : 0;
    AlarmDetail detail;
    detail.value = ratio;
    m_lines.set(
        at(AlarmCode::TaktSlow, card.station), {desk.slowInARow >= slowCards, ratio <= slowClear}, detail);
}

void AlarmBook::cardsInDoubt(const fact::Card& card)
{
    if (!card.inDoubt || !card.why || !isLinkLoss(*card.why))
        return;
    AlarmDetail detail;
    detail.why = card.why;
    detail.value = 1;
    m_lines.set(of(AlarmCode::CardStateUnknown, card.job), AlarmLevel::of(true), detail);
}

} // namespace sm
