import { describe, expect, it } from 'vitest';
import { CODE_LANGUAGES } from './languages.ts';
import { licenseIn, takeNotice } from './notice.ts';

function taken(text: string, name = 'JavaScript') {
  const language = CODE_LANGUAGES.get(name);
  if (!language) throw new Error(name);
  return takeNotice(text, language);
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software, to deal
 * in the Software without restriction. THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.`;
const GPL = `This program is free software: you can redistribute it and/or modify it under the terms of the GNU General
# Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any
# later version.`;

describe('notices', () => {
  it.each([
    ['SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */', 'Apache-2.0 WITH LLVM-exception'],
    ['SPDX-License-Identifier: (MIT OR Apache-2.0)', 'MIT OR Apache-2.0'],
    ['SPDX-License-Identifier: GPL-2.0+\n', 'GPL-2.0+'],
    ['Licensed under the Apache License, Version 2.0 (the "License");', 'Apache-2.0'],
    [MIT, 'MIT'],
    ['Released under the MIT license.', 'MIT'],
    [GPL, 'GPL-3.0-or-later'],
    ['under the terms of the GNU General Public License version 2 only, as published', 'GPL-2.0-only'],
    [
      'GNU Lesser General Public License as published; either version 2.1 of the License, or any later version',
      'LGPL-2.1-or-later',
    ],
    ['the GNU Affero General Public License, version 3', 'AGPL-3.0-only'],
    ['This Source Code Form is subject to the terms of the Mozilla Public License, v. 2.0.', 'MPL-2.0'],
    [
      'Redistribution and use in source and binary forms, with or without modification. Neither the name of',
      'BSD-3-Clause',
    ],
    ['Redistribution and use in source and binary forms, with or without modification, are permitted', 'BSD-2-Clause'],
    ['Permission to use, copy, modify, and/or distribute this software for any purpose', 'ISC'],
    ['Use of this source code is governed by a BSD-style license that can be found in the LICENSE file.', null],
    ['Copyright 2024 Someone. All rights reserved.', null],
    ['Parses what people write.', null],
  ])('name the licence: %s', (notice, license) => {
    expect(licenseIn(notice)).toBe(license);
  });

  it('are no part of the text', () => {
    const text = `#!/usr/bin/env node\n/*!\n * a\n * Copyright (c) 2020 A. Person\n * ${MIT}\n */\n\n'use strict';\n\n/** Says it. */\nfunction a() {}\n`;
    expect(taken(text)).toEqual({
      license: 'MIT',
      text: "#!/usr/bin/env node\n\n'use strict';\n\n/** Says it. */\nfunction a() {}\n",
    });
    expect(taken(`# Copyright 2020\n#\n# ${GPL}\n\nimport a\n`, 'Python')).toEqual({
      license: 'GPL-3.0-or-later',
      text: 'import a\n',
    });
  });

  it('leave what else a comment says', () => {
    const said = ' * Reads the lines of a file one by one, and gives each with the place where it begins in the file.';
    const text = `/*\n${said}\n *\n * Copyright 2020 A. Person. All rights reserved.\n * Licensed under the MIT license.\n */\nint a;\n`;
    expect(taken(text, 'C')).toEqual({ license: 'MIT', text: `/*\n${said}\n *\n */\nint a;\n` });
    const plain = '// Tells which licence a package has, by the words of its files.\n// It is slow.\n\nlet a;\n';
    expect(taken(plain)).toEqual({ license: null, text: plain });
  });

  it('are looked for before the code only', () => {
    const text = 'let a;\n// SPDX-License-Identifier: MIT\n';
    expect(taken(text)).toEqual({ license: null, text });
  });
});
