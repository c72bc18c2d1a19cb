// SPDX-License-Identifier: GPL-3.0-or-later
// Faces of cards: drawn by the worker of the job, before anything is written on the card that they are for.
#include "base/failures/session.h"
#include "session/module_work.h"
#include "session/run_watch.h"
#include "session/session.h"

namespace sm {

/// Nothing when the step prints none, or it has not been drawn.
PanelData Session::panelOf(const ProgramModule& wanted) const
{
    for (const auto& [face, panel] : m_panels) {
        if (wanted.face && *wanted.face == face)
            return panel;
    }
    return {};
}

/// Those that are known: what waits for a security service is drawn when that has answered.
QCoro::Task<Outcome<Done>> Session::drawFaces()
{
    for (size_t i = 0; i < m_program.steps.size(); ++i) {
        const auto& wanted = m_program.steps[i].module;
        if (!wanted || !wanted->face || panelOf(*wanted).width > 0)
            continue;
        DeviceModule* module = moduleFor(m_station, wanted->need);
        if (!module || !m_job->faces)
            co_return fail(fc::ModuleMissing, {{"module", wanted->need.module}});
        CardFace face = *wanted->face;
        for (FaceImage& image : face.images) {
            if (!image.own || !m_job->pictures)
                continue;
            auto fetching = m_job->pictures->fetch(image.file, m_services.settings.data);
            auto fetched = co_await guard(fetching);
            if (!fetched)
                co_return fetched.failure();
            image.bytes = fetched.take();
        }
        auto drawing = m_job->faces->draw(std::move(face), m_services.settings.module);
        auto drawn = co_await guard(drawing);
        if (!drawn)
            co_return drawn.failure();
        PanelData panel;
        panel.width = FacePanel::width;
        panel.height = FacePanel::height;
        panel.dots = std::move(drawn->dots);
        const auto fits = module->check(panel);
        if (!fits)
            co_return fits.failure();
        m_panels.emplace_back(*wanted->face, std::move(panel));
    }
    co_return Done{};
}

} // namespace sm
