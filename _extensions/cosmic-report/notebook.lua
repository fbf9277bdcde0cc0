-- Replaces each `::: {.notebook src="build/x.ipynb"}` by what the executed notebook says: its prose cells and the
-- text/markdown of its outputs, each parsed on its own. Only what the lists below allow gets through; anything else
-- stops the build, all of it named at once with notebook, cell and reason.

-- Prose is read as JupyterLab shows it, by a reader that knows no attributes: words can set no identifier, class or key.
-- Raw HTML stays on, so that it is seen and refused.
local PROSE = 'commonmark+pipe_tables+autolink_bare_uris+strikeout'
-- What the project's own calls show carries their attributes; reportbuilder/notebook_runs/outputs.py lets nothing else through.
local OUTPUT = 'markdown-smart-tex_math_dollars-yaml_metadata_block-citations-example_lists-auto_identifiers'
  .. '-implicit_header_references-fancy_lists-startnum-definition_lists-line_blocks-footnotes-inline_notes-superscript'
  .. '-subscript-strikeout-raw_html-raw_tex-raw_attribute-native_divs-native_spans'

local function set(words)
  local held = {}
  for word in words:gmatch('%S+') do held[word] = true end
  return held
end

local INLINES = set('Str Space SoftBreak LineBreak Emph Strong Strikeout Link')
local BLOCKS = set('Para Plain BulletList OrderedList BlockQuote Header Table')
local OWN_INLINES, OWN_BLOCKS = set('Code Image Span'), set('Figure Div')
local IN_WORDS = {
  RawBlock = 'HTML', RawInline = 'HTML', CodeBlock = 'code (lines that start with four spaces are)', Code = 'code',
  Image = 'a picture', HorizontalRule = 'a rule',
}
-- Marks of other Markdowns, which would be printed as they stand.
local MARKS = {
  ['{{[<%%]'] = 'a shortcode', [':::'] = 'a division', ['```'] = 'code', ['%[%^[^%]%s]+%]'] = 'a footnote',
  ['{[#.][%w_-]'] = 'attributes', ['{=%w'] = 'attributes', ['{[^{}]*[%w_-]='] = 'attributes',
}

local refused, links = {}, {}

-- Which words are being read stands in a file, so that they can be named should reading them not end.
local READING = os.getenv('COSMIC_READING')
local function tell(place)
  local file = READING and io.open(READING, 'wb')
  if file then file:write(place):close() end
end

local function refuse(place, reason)
  table.insert(refused, place .. ': ' .. reason)
end

local function stop_if_refused()
  if #refused == 0 then return end
  io.stderr:write(table.concat(refused, '\n') .. '\n')
  os.exit(83)
end

local function words_of(element)
  return pandoc.utils.stringify(element)
end

local function each_row(tbl, act)
  for _, row in ipairs(tbl.head.rows) do act(row) end
  for _, body in ipairs(tbl.bodies) do
    for _, row in ipairs(body.head) do act(row) end
    for _, row in ipairs(body.body) do act(row) end
  end
  for _, row in ipairs(tbl.foot.rows) do act(row) end
end

-- Prose has no attributes: no element of it may carry an identifier, a class or a key, whatever its reader makes of it.
local function refuse_attributes(blocks, place)
  local function look(element, whole)
    local attr = element.attr
    if attr.identifier ~= '' or #attr.classes > 0 or #attr.attributes > 0 then
      refuse(place, 'words have no attributes, got: ' .. words_of(whole))
    end
  end
  local function look_at_table(tbl)
    for _, part in ipairs { tbl, tbl.head, tbl.foot, table.unpack(tbl.bodies) } do look(part, tbl) end
    each_row(tbl, function(row)
      for _, part in ipairs { row, table.unpack(row.cells) } do look(part, tbl) end
    end)
  end
  local function look_at_allowed(element)
    if element.attr and (BLOCKS[element.t] or INLINES[element.t]) then look(element, element) end
  end
  blocks:walk { Block = look_at_allowed, Inline = look_at_allowed, Table = look_at_table }
end

-- An address that is written as `www.example.org`, which its reader takes for one of http.
local function is_bare(link)
  return words_of(link):match('^www%.') and link.target == 'http://' .. words_of(link)
end

local function check_link(link, place)
  local said = words_of(link)
  if said:match('^%^') then return refuse(place, 'may not contain a footnote, got: [' .. said .. ']') end
  local anchor, address = link.target:match('^#([%w-]+)$'), link.target:lower()
  if anchor then
    table.insert(links, { place = place, anchor = anchor })
  elseif link.target:match('[%c%s]') then
    refuse(place, 'an address has no spaces or line ends, got: ' .. link.target:gsub('%c', ' '))
  elseif not (address:match('^https://') or address:match('^mailto:') or is_bare(link)) then
    refuse(place, "a link goes to https, mailto or an anchor of the report, got: " .. link.target)
  end
  if link.title ~= '' then
    refuse(place, 'a link has no title, which no paper would show, got: ' .. link.title)
  end
end

-- A mark of another Markdown in the words of a block, which would be printed as it stands.
local function check_marks(block, place)
  local said = words_of(block)
  for mark, name in pairs(MARKS) do
    local found = said:match('%S*' .. mark .. '%S*')
    if found then refuse(place, 'may not contain ' .. name .. ', got: ' .. found) end
  end
end

-- Pictures and spans come from the project's own outputs alone, and carry what these give them.
local function check_own(element, place)
  if element.t == 'Image' then
    if not element.src:match('^build/figures/[%w-]+%.?%a*$') then
      refuse(place, "a picture is one of the report's own figures, got: " .. element.src)
    end
    for name in pairs(element.attributes) do
      if name ~= 'fig-alt' then refuse(place, 'a picture has no attribute ' .. name) end
    end
  elseif element.t == 'Span' and (not element.classes:includes('rag') or #element.attributes > 0) then
    refuse(place, 'a span is a RAG badge')
  elseif element.t == 'Div' and element.classes[1] ~= 'chart' then
    refuse(place, 'a division holds a chart and its figures')
  end
end

local function check_header(header, place)
  local said = words_of(header)
  if header.level < 3 then refuse(place, "a heading stands below the page's own (### or deeper), got: " .. said) end
  check_marks(header, place)
end

local function check_table(tbl, place)
  local heads = {}
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do table.insert(heads, words_of(cell.contents)) end
  end
  if table.concat(heads) == '' then refuse(place, 'a table has a row of column heads') end
end

local function check(blocks, place, is_output)
  local function allowed(element, names, own)
    if names[element.t] then return end
    if is_output and own[element.t] then return check_own(element, place) end
    local got = element.text and ', got: ' .. element.text:sub(1, 60) or ''
    refuse(place, 'may not contain ' .. (IN_WORDS[element.t] or element.t) .. got)
  end
  blocks:walk {
    Block = function(block) allowed(block, BLOCKS, OWN_BLOCKS) end,
    Inline = function(inline) allowed(inline, INLINES, OWN_INLINES) end,
    Link = function(link) check_link(link, place) end,
    Table = function(tbl) check_table(tbl, place) end,
  }
  if is_output then return end
  refuse_attributes(blocks, place)
  blocks:walk {
    Header = function(header) check_header(header, place) end,
    Para = function(block) check_marks(block, place) end,
    Plain = function(block) check_marks(block, place) end,
  }
end

local function each_cell(rows, act)
  for _, row in ipairs(rows) do
    for column, cell in ipairs(row.cells) do act(cell, column, row) end
  end
end

-- The policy of the page allows no style attributes: columns are as wide as they need be, alignments are classes.
local function without_styles(tbl)
  local aligned = {}
  for column, spec in ipairs(tbl.colspecs) do aligned[column] = spec[1]:match('^Align(.+)$'):lower() end
  tbl.colspecs = tbl.colspecs:map(function() return { 'AlignDefault' } end)
  local function align(cell, column)
    if aligned[column] ~= 'default' then cell.classes:insert(aligned[column]) end
  end
  each_cell(tbl.head.rows, align)
  for _, body in ipairs(tbl.bodies) do each_cell(body.body, align) end
end

-- On a narrow screen style.css lays the rows of the report's own tables out as cards. Roles keep them a table for a
-- screen reader, and each value carries the head of its column as its label.
local function as_cards(tbl)
  local labels = {}
  tbl.attributes.role = 'table'
  tbl.head.attributes.role = 'rowgroup'
  each_cell(tbl.head.rows, function(cell, column, row)
    labels[column] = words_of(cell.contents)
    row.attributes.role, cell.attributes.role = 'row', cell.attributes.role or 'columnheader'
  end)
  for _, body in ipairs(tbl.bodies) do
    body.attributes.role = 'rowgroup'
    each_cell(body.body, function(cell, column, row)
      local names_row = cell.attributes.scope == 'row'
      row.attributes.role, cell.attributes.role = 'row', names_row and 'rowheader' or 'cell'
      if not names_row then cell.attributes['data-label'] = labels[column] end
    end)
  end
  tbl.classes:insert(#labels > 4 and 'cards' or #labels > 2 and 'stacked' or 'pairs')
  return tbl
end

-- A table of the commentary may be as wide as it likes: it scrolls in a frame of its own, which the keyboard reaches.
local function framed(tbl)
  local caption = words_of(tbl.caption.long)
  local label = caption ~= '' and caption or 'Table'
  local frame = pandoc.Attr('', { 'table' }, { { 'role', 'group' }, { 'tabindex', '0' }, { 'aria-label', label } })
  return pandoc.Div({ tbl }, frame)
end

-- The share that each column of a table takes of its width, by its longest text; a very long one goes on below.
local LEAST, MOST = 5, 40
local function shares(tbl)
  local longest, total, widths = {}, 0, {}
  local function look(cell, column)
    longest[column] = math.max(longest[column] or LEAST, math.min(MOST, utf8.len(words_of(cell.contents)) + 2))
  end
  each_cell(tbl.head.rows, look)
  for _, body in ipairs(tbl.bodies) do each_cell(body.body, look) end
  for column = 1, #tbl.colspecs do total = total + (longest[column] or LEAST) end
  for column = 1, #tbl.colspecs do widths[column] = (longest[column] or LEAST) / total end
  return widths
end

-- A table of the commentary on paper: its columns are as wide as its words ask for, not as the writer's dashes do, and
-- in Word its text is that of a table, even where it has one row only.
local function of_words(tbl)
  local widths = FORMAT == 'docx' and shares(tbl) or {}
  for column, spec in ipairs(tbl.colspecs) do tbl.colspecs[column] = { spec[1], widths[column] } end
  if FORMAT ~= 'docx' then return tbl end
  for _, body in ipairs(tbl.bodies) do
    each_cell(body.body, function(cell)
      local paragraphs = cell.contents:map(function(block) return block.t == 'Plain' and pandoc.Para(block.content) or block end)
      cell.contents = { pandoc.Div(paragraphs, { ['custom-style'] = 'Table Text' }) }
    end)
  end
  return tbl
end

-- Heads get their scope; where a table has rows to tell apart, the first cell of each names it (in a PDF,
-- reportbuilder/publishing/postprocess/pdf.py does the same). An empty cell is no head.
local function with_scopes(tbl, is_own)
  local function name(cell, scope)
    local names = words_of(cell.contents) ~= ''
    cell.attributes[names and 'scope' or 'role'] = names and scope or 'cell'
  end
  each_cell(tbl.head.rows, function(cell) name(cell, 'col') end)
  for _, body in ipairs(tbl.bodies) do
    if #tbl.head.rows > 0 and #body.body > 1 then
      body.row_head_columns = 1
      each_cell(body.body, function(cell, column, row)
        if column == 1 and #row.cells == #tbl.colspecs then name(cell, 'row') end
      end)
    end
  end
  if FORMAT:match('html') then
    without_styles(tbl)
    return (is_own and as_cards or framed)(tbl)
  end
  return is_own and tbl or of_words(tbl)
end

-- A small picture whose text stands beside it: nothing that a screen reader need say again, but in Word, where every
-- picture has its words.
local function standing(image)
  local alt = image.attributes['fig-alt']
  if FORMAT:match('typst') then
    return pandoc.RawInline('typst', '#standing("/' .. image.src .. '")')
  elseif FORMAT == 'docx' then
    return { pandoc.LineBreak(), pandoc.Image({ pandoc.Str(alt) }, image.src, '', { width = '0.65in' }) }
  end
  return pandoc.Image({}, image.src, '', pandoc.Attr('', { 'standing' }, { { 'alt', '' }, { 'aria-hidden', 'true' } }))
end

local function typst(text) return pandoc.RawBlock('typst', text) end

-- A chart under its subtitle, with the table of its figures: side by side on paper where the table is short, folded
-- away on the screen.
local SHORT = 8
local function chart(div)
  if not div.classes:includes('chart') then return nil end
  local parts = div.content
  local tbl = parts[#parts].t == 'Table' and parts[#parts]
  if FORMAT:match('html') then
    if tbl then
      parts:insert(#parts, pandoc.RawBlock('html', '<details class="figures"><summary>Figures behind the chart</summary>'))
      parts:insert(pandoc.RawBlock('html', '</details>'))
    end
    return div
  elseif FORMAT:match('typst') then
    local shown = pandoc.List { typst('#subtitle['), parts[1], typst(']') }
    if tbl and #tbl.bodies[1].body <= SHORT then
      shown:extend { typst('#beside['), parts[2], typst(']['), tbl, typst(']') }
    else
      shown:insert(parts[2])
      if tbl then shown:extend { typst('#behind['), tbl, typst(']') } end
    end
    return shown
  elseif FORMAT == 'docx' then
    parts[1] = pandoc.Div({ parts[1] }, { ['custom-style'] = 'Chart Subtitle' })
    if tbl then tbl.colspecs = { { 'AlignDefault', 0.25 }, { 'AlignDefault', 0.2 } } end
  end
  return parts
end

-- On paper an indicator's rating stands beside its figures. Both come from the page's own outputs (`is_own`): words under a
-- heading of that name are left where they are.
local function with_strips(blocks, is_own)
  if not FORMAT:match('typst') then return blocks end
  local laid, is_open = pandoc.List {}, false
  local function is_rating(place)
    local block = blocks[place]
    return block and is_own[place] and block.t == 'Header' and words_of(block) == 'RAG Rating'
  end
  for place, block in ipairs(blocks) do
    local starts = block.t == 'Table' and is_own[place] and is_rating(place + 1)
    if starts then laid:insert(typst('#strip[')) end
    laid:insert(block)
    if starts then
      laid:insert(typst(']['))
      is_open = true
    elseif is_open and block.t == 'Para' and is_rating(place - 1) then
      laid:insert(typst(']'))
      is_open = false
    end
  end
  return laid
end

-- A page's own heading brings its anchor; those below get one of their words, which no other has. The chart's own is
-- taken before any, though it may stand further down.
local function anchor(header, stem, taken)
  if header.identifier ~= '' then return header.identifier end
  local name = words_of(header):lower():gsub('[^%w\128-\255]+', '-'):gsub('^%-', ''):gsub('%-$', '')
  name = stem .. '-' .. (name == '' and 'section' or name)
  local free, number = name, 1
  while taken[free] do
    number = number + 1
    free = name .. '-' .. number
  end
  taken[free] = true
  return free
end

local function typst_string(text)
  return '"' .. text:gsub('[\\"]', '\\%0') .. '"'
end

-- A chart with its caption. It is written out here, for neither publisher would do it as the other does. On screens there
-- is one for wide and one for narrow ones, whose words are no smaller: style.css shows one of the two.
local function figure(held)
  local caption, image = held.caption.long
  held.content:walk { Image = function(found) image = found end }
  local alt = image.attributes['fig-alt']
  if FORMAT:match('typst') then
    local said = pandoc.write(pandoc.Pandoc(caption), 'typst')
    local picture = ('image(%s, alt: %s)'):format(typst_string('/' .. image.src), typst_string(alt))
    return typst(('#figure(%s, caption: [%s])'):format(picture, said))
  elseif FORMAT:match('html') then
    local function html(text) return pandoc.RawBlock('html', text) end
    local shown = pandoc.List {}
    for _, class in ipairs { 'wide', 'narrow' } do
      local source = class == 'wide' and image.src or image.src:gsub('%.?%a*$', '-narrow%0', 1)
      local picture = pandoc.Image({ pandoc.Str(alt) }, source, '', pandoc.Attr('', { class }))
      shown:extend { html('<figure>'), pandoc.Plain { picture }, html('<figcaption>') }
      shown:extend(caption)
      shown:insert(html('</figcaption></figure>'))
    end
    return shown
  end
end

local function dressed(blocks, stem, taken, is_output)
  blocks = blocks:walk {
    Header = function(header)
      header.identifier = anchor(header, stem, taken)
      return header
    end,
    Table = function(tbl) return with_scopes(tbl, is_output) end,
    OrderedList = function(list)
      list.style, list.delimiter = 'Decimal', 'Period'
      return list
    end,
    Link = function(link)
      if is_bare(link) then link.target = link.target:gsub('^http:', 'https:') end
      if words_of(link) == link.target then link.classes = { 'uri' } end
      return link
    end,
    Image = function(image)
      if image.classes:includes('standing') then return standing(image) end
      -- Word takes a picture's own words for its alternative text; the caption is the figure's.
      if FORMAT == 'docx' then
        image.caption = { pandoc.Str(image.attributes['fig-alt']) }
        image.attributes['fig-alt'] = nil
        image.attributes.width = '4.5in'
      end
      return image
    end,
    Span = function(span)
      if not span.classes:includes('rag') then return nil end
      local kind = span.classes[2]
      if FORMAT:match('typst') then
        local inlines = pandoc.List { pandoc.RawInline('typst', '#rag("' .. kind .. '")[') }
        inlines:extend(span.content)
        inlines:insert(pandoc.RawInline('typst', ']'))
        return inlines
      elseif FORMAT == 'docx' then
        span.attributes['custom-style'] = 'RAG ' .. words_of(span):gsub('^%d+ ', '')
        span.content:insert(1, pandoc.Str('\u{a0}'))
        span.content:insert(pandoc.Str('\u{a0}'))
      end
      return span
    end,
  }
  return blocks:walk { Figure = figure }:walk { Div = chart }
end

local function text_of(source)
  return type(source) == 'table' and table.concat(source) or source
end

local function notebook(path)
  local file = io.open(path, 'rb')
  local stem = path:match('([%w-]+)%.ipynb$')
  local taken = { [stem .. '-chart'] = true }
  if not file then
    refuse(path, 'is not there; run `cosmic run` first')
    return {}
  end
  local content = pandoc.json.decode(file:read('a'), false)
  file:close()
  local blocks, is_own = pandoc.List {}, {}
  local function add(source, format, place, is_output)
    local no_files = {}  -- what words name is not read
    tell(place)
    local held = pandoc.read(text_of(source) .. '\n', format, PANDOC_READER_OPTIONS, no_files).blocks
    local before = #refused
    check(held, place, is_output)
    if #refused == before then
      for _, block in ipairs(dressed(held, stem, taken, is_output)) do
        blocks:insert(block)
        is_own[#blocks] = is_output
      end
    end
    tell('')
  end
  for number, cell in ipairs(content.cells) do
    local place = 'notebooks/' .. stem .. ('.ipynb, cell %d'):format(cell.metadata.number or number)
    if cell.cell_type == 'markdown' then add(cell.source, PROSE, place, false) end
    for _, output in ipairs(cell.outputs or {}) do
      local markdown = output.data and output.data['text/markdown']
      if markdown then add(markdown, OUTPUT, place, true) end
    end
  end
  return with_strips(blocks, is_own)
end

local function check_anchors(doc)
  local held = {}
  doc.blocks:walk { Header = function(header) held[header.identifier] = true end }
  for _, link in ipairs(links) do
    if not held[link.anchor] then refuse(link.place, 'a link goes to no heading of the report, got: #' .. link.anchor) end
  end
end

-- `index.qmd` itself is the project's own: its tables need their scopes too.
function Pandoc(doc)
  doc.blocks = doc.blocks:walk {
    Table = function(tbl) return with_scopes(tbl, true) end,
    Div = function(div)
      if div.classes:includes('notebook') then return notebook(div.attributes.src) end
    end,
  }
  check_anchors(doc)
  stop_if_refused()
  return doc
end
