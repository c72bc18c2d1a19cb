// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keys/key_dialog.h"

class QCheckBox;
class QPlainTextEdit;

namespace sm {

/// A key that arrives in a TR-31 key block, under a key that the HSM holds already.
class ImportBlockDialog final : public KeyDialog {
    Q_OBJECT
public:
    ImportBlockDialog(std::shared_ptr<const Snapshot> snapshot, QWidget* parent);

    void setTheme(const Theme& theme) override;
    void answered(const KeyEvent& event) override;
    void refused(const Failure& why) override;
    void readFile(const QString& path);

private:
    void addRows(QFormLayout* form);
    void addBlock();
    void followDevice();
    void chooseFile();
    void check();
    void bring();

    QComboBox* m_device;
    QComboBox* m_kbpk;
    QLineEdit* m_label;
    QComboBox* m_version;
    QComboBox* m_usage;
    QLineEdit* m_from;
    QLineEdit* m_until;
    QLineEdit* m_person;
    QPlainTextEdit* m_block;
    bool m_asked = false;
};

/// A key leaves its HSM in a TR-31 key block, if it was made to.
class ExportBlockDialog final : public KeyDialog {
    Q_OBJECT
public:
    ExportBlockDialog(std::shared_ptr<const Snapshot> snapshot, HsmKeyFigures key, QWidget* parent);

    void setTheme(const Theme& theme) override;
    void answered(const KeyEvent& event) override;
    void refused(const Failure& why) override;

private:
    void followDevice();
    void followProtector();
    void check();
    void make();
    void save();

    HsmKeyFigures m_key;
    QComboBox* m_device;
    QComboBox* m_kbpk;
    QComboBox* m_blockVersion;
    QCheckBox* m_onwards;
    QPlainTextEdit* m_block;
    QPushButton* m_save;
    bool m_asked = false;
};

/// Ends the use of a key in one HSM, for good.
class RetireDialog final : public KeyDialog {
    Q_OBJECT
public:
    RetireDialog(std::shared_ptr<const Snapshot> snapshot, HsmKeyFigures key, QWidget* parent);

    void answered(const KeyEvent& event) override;
    void refused(const Failure& why) override;

private:
    void check();

    HsmKeyFigures m_key;
    QComboBox* m_device;
    QLineEdit* m_person;
    bool m_asked = false;
};

} // namespace sm
