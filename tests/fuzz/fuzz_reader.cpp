// SPDX-License-Identifier: GPL-3.0-or-later
// A serial reader that answers anything: the first byte chooses framing and task, the rest arrives in two
// parts. What it says is bounded in number, and a task comes to an end.
#include "transport/readers/reader_dialect.h"

#include <cstdlib>

namespace {

/// The commands a host sends for this input, and no more than a reader may cause.
void drive(sm::BlockLayer& layer, sm::ReaderDialect& dialect, sm::ReaderTask task, QByteArrayView answers)
{
    const QByteArray apdu = QByteArray::fromHex("00A4040007A000000003000000");
    auto move = dialect.start(task, apdu);
    const qsizetype half = answers.size() / 2;
    for (int commands = 0; move && std::holds_alternative<sm::ReaderCommand>(*move); ++commands) {
        if (commands > 2'500)
            std::abort();
        const auto& command = std::get<sm::ReaderCommand>(*move);
        layer.begin(command.bytes, command.repeat);
        std::optional<QByteArray> answer;
        int sent = 0;
        for (const QByteArrayView part : {answers.first(half), answers.sliced(half)}) {
            layer.feed(part);
            while (const auto event = layer.next()) {
                if (event->kind == sm::BlockEvent::Kind::Answer)
                    answer = event->bytes;
                else if (event->kind == sm::BlockEvent::Kind::Send && ++sent > 4)
                    std::abort();
            }
        }
        if (!answer) {
            for (int silent = 0; layer.silence().kind != sm::BlockEvent::Kind::GivenUp; ++silent) {
                if (silent > 4)
                    std::abort();
            }
            return;
        }
        move = dialect.answered(*answer);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    if (size < 1)
        return 0;
    const QByteArrayView bytes(data + 1, qsizetype(size - 1));
    const auto layer = data[0] % 3 == 0 ? sm::makeGbpLayer()
        : data[0] % 3 == 1              ? sm::makeTlp224Layer()
                                        : sm::makeCcidSerialLayer();
    const auto dialect = data[0] % 3 == 2 ? sm::makeCcidDialect() : sm::makeGemCoreDialect({});
    drive(*layer, *dialect, sm::ReaderTask::PowerOn, bytes);
    drive(*layer, *dialect, sm::ReaderTask::Transmit, bytes);
    drive(*layer, *dialect, sm::ReaderTask::Status, bytes);
    // The answer without its framing, which a fuzzer does not find by itself for every command.
    for (const sm::ReaderTask task : {sm::ReaderTask::PowerOn, sm::ReaderTask::Transmit}) {
        auto move = dialect->start(task, QByteArray::fromHex("00A4040000"));
        for (int round = 0; move && std::holds_alternative<sm::ReaderCommand>(*move); ++round) {
            if (round > 2'500)
                std::abort();
            move = dialect->answered(bytes);
        }
    }
    return 0;
}
