// SPDX-License-Identifier: GPL-3.0-or-later
// One program for every file of published vectors that concerns cryptography. `--vectors DIR`, or SM_VECTORS
// in the environment, names another folder of the same files; then Qt Test's own arguments.
#include "../../support/vector_file.h"

int main(int argc, char** argv)
{
    smtest::takeVectorArgument(argc, argv);
    QCoreApplication app(argc, argv);
    int failures = 0;
    for (const auto make : smtest::vectorTests()) {
        const auto test = make();
        failures += QTest::qExec(test.get(), argc, argv);
    }
    return failures == 0 && !smtest::vectorTests().empty() ? 0 : 1;
}
