// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "data/data_service.h"
#include "security/hsm_pool.h"
#include "session/job_context.h"
#include "session/phase.h"
#include "session/secure_channel.h"
#include "session/session_trace.h"
#include "station/modules/device_module.h"
#include "station/station.h"

#include <qcorotask.h>

#include <deque>
#include <memory>

namespace sm {

struct SessionSettings {
    Nanos cardArrival = seconds(20); ///< one wait for a card; repeated until one comes or the floor is held
    Nanos hsm
        = Nanos::max(); ///< one wait for the pool, queue included: the card is held while no device is there
    Nanos hsmPause = seconds(1); ///< after devices failed
    int hsmTries = 3; ///< each with two devices that failed
    Nanos data = seconds(10);
    Nanos eject = seconds(10);
    Nanos module = seconds(600); ///< one work of a device; the device's own limits are shorter
    quint32 commandsPerRun = 64; ///< repeatable steps are handed over together up to this many commands
};

/// What a session uses of the core. The pointers outlive every session.
struct SessionServices {
    Reactor reactor;
    HsmPool* hsms = nullptr;
    Journal* journal = nullptr;
    DataService* data = nullptr;
    Random* random = nullptr;
    TraceRing* trace = nullptr; ///< null: nothing is recorded
    SessionSettings settings;
};

enum class Verdict : quint8 {
    Good, ///< acknowledged and durable
    Released, ///< nothing was written: the object waits again
    Quarantined, ///< the card may carry data; the object stays in doubt until the card is scrapped
    InDoubt, ///< finished, but the acknowledgement is missing
    NotClaimed, ///< the id could not be claimed; nothing happened
    StoreFailed ///< the journal failed: the line must stop
};

struct SessionResult {
    Verdict verdict = Verdict::NotClaimed;
    std::optional<Failure> failure;
    QString step; ///< name of the step that failed
    bool cardArrived = false;
    bool cardAnswered = false; ///< to the reset: false for a blank that stayed mute
    bool blankSpoiled = false; ///< an untouched blank went to the reject bin instead of back to stock
    bool stationNeedsPerson = false; ///< the card could not be moved to a bin, or trying on would harm cards
    Nanos cardTime{}; ///< in the card and its link
    Nanos processTime{}; ///< from the card's arrival to the acknowledgement
};

/// One command as it went over the contacts, kept for the live view: the plain command with its classes.
struct RecentExchange {
    quint32 step = 0;
    quint32 command = 0;
    QByteArray answer; ///< plain data || SW; empty when none came
    Nanos time{};
    Nanos took{}; ///< from sending to the last byte of the answer; 0: not measured
    bool recorded = true; ///< false: it came, and is secret
};

class Session;

/// Watches sessions: the controller. Server thread.
class SessionObserver {
public:
    SessionObserver() = default;
    SessionObserver(const SessionObserver&) = delete;
    SessionObserver& operator=(const SessionObserver&) = delete;
    virtual void sessionChanged(const Session& session) = 0;
    /// It began or ended to wait for an HSM.
    virtual void waitChanged(const Session&) { }
    /// A run was answered: how many commands, and the time spent outside card, link and HSM for them.
    virtual void runAnswered(const Session& session, quint32 commands, Nanos overhead) = 0;
    virtual void sessionFinished(Session& session, const SessionResult& result) = 0;

protected:
    ~SessionObserver() = default;
};

/// The personalization session of figure 4: one card, one card object, one station, from the presented id to
/// the acknowledged "format complete". A coroutine that reads top to bottom; its frame owns it. Server thread
/// only.
class Session : public std::enable_shared_from_this<Session> {
public:
    Session(SessionServices services, std::shared_ptr<JobContext> job, RecordRow record, Station& station,
        SessionObserver& observer);
    ~Session();

    /// Presents the id. The observer hears of the end exactly once, never from inside this call.
    void start();
    /// Ends it at once: a card that may have been written becomes doubtful.
    void cancel();
    /// Gives the id back if no card has arrived yet; otherwise the card is finished.
    void giveBack();

    /// A person wants the card out: it goes to the reject bin, and to quarantine when an intent exists. Takes
    /// effect at the next safe point; a write to the store under way is awaited, for it may become an intent.
    /// False: no card is here, or it is finished already.
    bool reject();

    Phase phase() const { return m_phase; }
    Station& station() const { return m_station; }
    const RecordRow& record() const { return m_record; }
    const JobContext& job() const { return *m_job; }
    AttemptKey attempt() const { return m_key; }
    bool waitsForHsm() const { return m_waitingForHsm; }
    bool cardArrived() const { return m_cardArrived; }
    Nanos arrived() const
    {
        return m_arrived;
    } ///< time of the clock when the card was identified; zero before
    bool cardNotTaken() const { return m_cardNotTaken; } ///< it is done, and lies where it was put out
    quint16 stepCount() const;
    quint16 stepNow() const; ///< from 1; follows a run command by command
    QString stepName() const;
    const CardProgram& program() const { return m_program; }
    const std::deque<RecentExchange>& recent() const { return m_recent; }
    /// Last four digits of the card number; empty: not read yet, or the card has none.
    const QString& cardNumberTail() const { return m_cardNumberTail; }

private:
    template <class T> struct Guarded;
    /// What the program is made of, for one card.
    struct Material {
        CardObject object;
        std::vector<std::pair<QString, DataRow>> rows;
    };
    class RunWatch;
    struct StepRange {
        size_t first = 0;
        size_t last = 0; ///< one past
        RetryClass retry = RetryClass::Read;
        quint32 commands = 0;
    };

    static QCoro::Task<> drive(std::shared_ptr<Session> self);
    QCoro::Task<Outcome<Done>> personalize();
    QCoro::Task<Outcome<Done>> present();
    QCoro::Task<Outcome<Done>> waitForCard();
    QCoro::Task<Outcome<Done>> identify();
    QCoro::Task<Outcome<Done>> prepare();
    QCoro::Task<Outcome<Done>> execute();
    QCoro::Task<Outcome<Done>> askServices();
    Pending<DataRow> lookUp(const DataSourceSpec& source);
    Outcome<Done> compile(const Material& material, const SecurityResults* results);
    QCoro::Task<Outcome<Done>> openChannel(size_t step);
    QCoro::Task<Outcome<Done>> askModules();
    Outcome<Done> checkModules() const;
    QCoro::Task<Outcome<Done>> performModule();
    /// Of a wait for hands, whatever the station says.
    static constexpr Nanos shortestWait = milliseconds(100);
    QByteArray moduleBytes(const ProgramStep& step) const;
    QCoro::Task<Outcome<Done>> drawFaces();
    PanelData panelOf(const ProgramModule& wanted) const;
    QCoro::Task<Outcome<Done>> releaseChip();
    QCoro::Task<Outcome<bool>> askReleaseTries();
    Failure releaseFailed(const Failure& why);
    QCoro::Task<Outcome<ResponseApdu>> sendAlone(CommandApdu command, StatusRule rule);
    QCoro::Task<Outcome<Done>> intend(StepRange range);
    QCoro::Task<Outcome<Done>> sendRun(StepRange range);
    QCoro::Task<Outcome<Done>> complete();
    QCoro::Task<Outcome<SecurityReply>> askHsm(SecurityRequest request);
    Outcome<Done> mayGoOn() const; ///< RejectedByHand
    QCoro::Task<SessionResult> conclude(Outcome<Done> outcome);
    QCoro::Task<Outcome<Done>> recordEnd(SessionResult& result);

    template <class T> Guarded<T> guard(Pending<T>& pending);
    void enter(Phase phase);
    StepRange rangeFrom(size_t first) const;
    Outcome<CommandRun> buildRun(const StepRange& range);
    Outcome<Done> judge(const StepRange& range, const RunAnswers& answers);
    Outcome<Done> judgeOne(const ProgramStep& step, quint32 command, const ResponseApdu& raw,
        const AnswerFigures* figures, bool refused);
    SessionTrace::Place place(const ProgramStep& step, bool outside = false) const;
    void traceLost(const StepRange& range);
    void traceIdentify(const Outcome<RunAnswers>& ran);
    void traceAlone(const ProgramCommand& command, const Outcome<RunAnswers>& ran);
    void remember(quint32 step, quint32 command, QByteArray answer, Nanos took = Nanos());
    Outcome<Done> addIntent(const StepRange& range);
    void noteRun(const RunAnswers& answers, quint32 commands);
    Nanos now() const { return m_services.reactor.clock->now(); }

    SessionServices m_services;
    std::shared_ptr<JobContext> m_job;
    RecordRow m_record;
    Station& m_station;
    SessionObserver& m_observer;

    Phase m_phase = Phase::None;
    AttemptKey m_key;
    CardArrival m_arrival;
    ChipIdentity m_chip;
    CardProgram m_program;
    QByteArray m_sealTag;
    std::optional<SecureChannel> m_channel;
    CardDek m_cardDek; ///< known once the channel is open
    std::optional<Material> m_material; ///< kept for the steps that wait for answers of security services

    std::vector<JournalEntry> m_entries; ///< to be written with the next barrier
    quint32 m_nextIntent = 0;
    quint32 m_nextCommand = 0;
    quint32 m_nextRequest = 0;
    std::optional<StepRange> m_running;
    size_t m_step = 0;
    std::deque<RecentExchange> m_recent;
    std::vector<std::pair<CardFace, PanelData>> m_panels; ///< drawn for this card
    QString m_cardNumberTail;
    SessionTrace m_trace;

    DeviceModule* m_module = nullptr; ///< of the station, while it works
    Canceller m_canceller;
    bool m_cancelled = false;
    bool m_givingBack = false;
    bool m_rejected = false; ///< by hand
    bool m_claimed = false;
    bool m_cardArrived = false;
    bool m_cardAnswered = false; ///< to the reset
    bool m_intentOpen = false; ///< from the first intent on the card may carry data
    bool m_acknowledgementMissing = false;
    bool m_acknowledged = false;
    bool m_storeFailed = false;
    bool m_stopStation = false;
    bool m_cardNotTaken = false;
    bool m_waitingForHsm = false;

    Nanos m_arrived{};
    Nanos m_cardTime{};
    Nanos m_lastMark{}; ///< since when time counts as our own
    Nanos m_outsideTime{}; ///< HSM time since m_lastMark
};

} // namespace sm
