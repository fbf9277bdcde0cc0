-- Replaces each `::: {.notebook src="build/x.ipynb"}` by what the executed notebook says: its prose cells and the
-- text/markdown of its outputs, each parsed on its own. Only what allowed_content.lua lets in gets through; anything else
-- stops the build, all of it named at once with notebook, cell and reason.

-- The parts stand beside this file, of which Quarto and pandoc tell in different ways.
local here = pandoc.path.directory(quarto and quarto.utils.resolve_path('notebook.lua') or PANDOC_SCRIPT_FILE)
local function part(name) return dofile(pandoc.path.join { here, name .. '.lua' }) end
local allowed, tables, charts = part('allowed_content'), part('tables'), part('charts')
local refuse, words_of = allowed.refuse, pandoc.utils.stringify

-- Prose is read as JupyterLab shows it, by a reader that knows no attributes: words can set no identifier, class or key.
-- Raw HTML stays on, so that it is seen and refused.
local PROSE = 'commonmark+pipe_tables+autolink_bare_uris+strikeout'

-- What the project's own calls show carries their attributes; reportbuilder/notebook_runs/outputs.py lets nothing else in.
local OUTPUT = 'markdown-smart-tex_math_dollars-yaml_metadata_block-citations-example_lists-auto_identifiers'
  .. '-implicit_header_references-fancy_lists-startnum-definition_lists-line_blocks-footnotes-inline_notes-superscript'
  .. '-subscript-strikeout-raw_html-raw_tex-raw_attribute-native_divs-native_spans'

-- Which words are being read stands in a file, so that they can be named should reading them not end.
local READING = os.getenv('COSMIC_READING')

local function tell(place)
  local file = READING and io.open(READING, 'wb')
  if file then file:write(place):close() end
end

-- A page's own heading brings its anchor; those below get one of their words, which no other has. The chart's own is
-- taken before any, though it may stand further down.
local function anchor(header, stem, taken)
  if header.identifier ~= '' then return header.identifier end
  local name = words_of(header):lower():gsub('%W+', '-'):gsub('^%-', ''):gsub('%-$', '')
  name = stem .. '-' .. (name == '' and 'section' or name)
  local free, number = name, 1
  while taken[free] do
    number = number + 1
    free = name .. '-' .. number
  end
  taken[free] = true
  return free
end

-- The style of each rating in Word, by its class: its words are the committee's own.
local WORD_STYLES = {
  ['rag-red'] = 'RAG Red', ['rag-amber'] = 'RAG Amber', ['rag-green'] = 'RAG Green', ['rag-baseline'] = 'RAG Baseline',
  ['rag-contextual'] = 'RAG Contextual', ['rag-in-development'] = 'RAG In Development', ['rag-no-data'] = 'RAG No data',
  ['rag-suspended'] = 'RAG Suspended', ['rag-not-due'] = 'RAG Not due',
}

-- The period of a figure, which stands below it: its lines end before a month's name, not before its year.
local function period(span)
  span.content = span.content:map(function(inline, place)
    local before, after = span.content[place - 1], span.content[place + 1]
    local is_tied = inline.t == 'Space' and (words_of(after):match('^%d%d%d%d$') or words_of(before) == 'to')
    return is_tied and pandoc.Str('\u{a0}') or inline
  end)
  if FORMAT:match('typst') then
    local inlines = pandoc.List { pandoc.RawInline('typst', '#period[') }
    inlines:extend(span.content)
    inlines:insert(pandoc.RawInline('typst', ']'))
    return inlines
  elseif FORMAT == 'docx' then
    span.attributes['custom-style'] = 'Period'
    return { pandoc.LineBreak(), span }
  end
end

-- At the start of an item pandoc's writers make a live box of these, or the sign of the list; not where no space
-- follows that they know.
local BOX = { ['☐'] = true, ['☒'] = true }

local function with_boxes(list)
  for _, item in ipairs(list.content) do
    local words = item[1] and item[1].content
    if words and words[1] and words[1].t == 'Str' and BOX[words[1].text] and words[2] and words[2].t == 'Space' then
      words[1].text = words[1].text .. '\u{a0}'
      words:remove(2)
      item[1].content = words
    end
  end
  return list
end

-- Where an address ends for a reader: pandoc's goes on to the next ordinary space.
local NOT_IN_ADDRESSES = { '\u{a0}', '\u{2009}', '\u{202f}', '\u{2019}', '\u{201d}' }

local function end_of(address)
  local first = #address + 1
  for _, character in ipairs(NOT_IN_ADDRESSES) do
    local found = address:find(character, 1, true)
    if found and found < first then first = found end
  end
  return first
end

-- A link holds no other, and a bare address no more than itself, with its ampersands as they are meant.
local function with_own_words(link)
  link.content = link.content:walk { Link = function(inner) return inner.content end }
  local said, is_bare = words_of(link), allowed.is_bare(link)
  if not is_bare and said ~= link.target then return link end
  local last = end_of(said)
  local address = said:sub(1, last - 1):gsub('&amp;', '&')
  link.content = { pandoc.Str(address) }
  link.target = (is_bare and 'https://' or '') .. address
  if not is_bare then link.classes = { 'uri' } end
  return last > #said and link or { link, pandoc.Str(said:sub(last)) }
end

local function dressed(blocks, stem, taken, is_output)
  if is_output then blocks = blocks:walk { Div = tables.of_rows } end
  blocks = blocks:walk {
    Header = function(header)
      header.identifier = anchor(header, stem, taken)
      if is_output and header.identifier == stem and stem:match('%-%d%d%d$') then header.classes:insert('indicator') end
      return header
    end,
    Table = function(tbl) return tables.with_scopes(tbl, is_output) end,
    OrderedList = function(list)
      list.style, list.delimiter = 'Decimal', 'Period'
      return with_boxes(list)
    end,
    BulletList = with_boxes,
    Link = with_own_words,
    Image = function(image)
      if image.classes:includes('standing') then return charts.standing(image) end
      -- Word takes a picture's own words for its alternative text; the caption is the figure's.
      if FORMAT == 'docx' then
        image.caption = { pandoc.Str(image.attributes['fig-alt']) }
        image.attributes['fig-alt'] = nil
        image.attributes.width = '4.5in'
      end
      return image
    end,
    Span = function(span)
      if span.classes:includes('period') then return period(span) end
      if not span.classes:includes('rag') then return nil end
      local kind = span.classes[2]
      if FORMAT:match('typst') then
        local sign = span.classes:includes('signed') and ', signed: true' or ''
        local inlines = pandoc.List { pandoc.RawInline('typst', '#rag("' .. kind .. '"' .. sign .. ')[') }
        inlines:extend(span.content)
        inlines:insert(pandoc.RawInline('typst', ']'))
        return inlines
      elseif FORMAT == 'docx' then
        span.attributes['custom-style'] = WORD_STYLES[kind]
        span.content:insert(1, pandoc.Str('\u{a0}'))
        span.content:insert(pandoc.Str('\u{a0}'))
      end
      return span
    end,
  }
  return blocks:walk { Figure = charts.figure }:walk { Div = charts.division }
end

local function text_of(source)
  return type(source) == 'table' and table.concat(source) or source
end

-- The last paragraph of a page is not parted from what is before it on paper, where it might be a line on its own.
local KEEPS = { Para = true, BulletList = true, OrderedList = true }
local function with_last_kept(blocks)
  local before, last = blocks[#blocks - 1], blocks[#blocks]
  if FORMAT:match('typst') and before and KEEPS[before.t] and last.t == 'Para' then
    blocks[#blocks - 1] = pandoc.RawBlock('typst', '#sticky[')
    blocks[#blocks] = before
    blocks:insert(pandoc.RawBlock('typst', ']'))
    blocks:insert(last)
  end
  return blocks
end

local function notebook(path)
  local file = io.open(path, 'rb')
  local stem = path:match('([%w-]+)%.ipynb$')
  local taken = { [stem .. '-chart'] = true }
  if not file then
    refuse(path, 'is missing; run `cosmic run` first')
    return {}
  end
  local content = pandoc.json.decode(file:read('a'), false)
  file:close()
  local blocks, is_own = pandoc.List {}, {}
  local function add(source, format, place, is_output)
    local no_files = {}  -- what words name is not read
    tell(place)
    local held = pandoc.read(text_of(source) .. '\n', format, PANDOC_READER_OPTIONS, no_files).blocks
    if allowed.check(held, place, is_output) then
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
  return with_last_kept(charts.with_strips(blocks, is_own))
end

-- What only the templates of the other formats need; Word would show it among the document's properties.
local NOT_FOR_WORD = {
  'css', 'palette', 'report-about', 'report-files', 'typeface',
  'report-logo', 'contact', 'council', 'key', 'licence', 'next-edition', 'prefix', 'ratings',
}

-- On a screen a reader comes for the scorecard: what stands before it on paper comes after it there.
local SCORECARD = 'build/scorecard.ipynb'

local function scorecard_first(blocks)
  for place, block in ipairs(blocks) do
    if block.t == 'Div' and block.attributes.src == SCORECARD then
      table.remove(blocks, place)
      table.insert(blocks, 1, block)
      break
    end
  end
  return blocks
end

-- `index.qmd` itself is the project's own: its tables need their scopes too.
function Pandoc(doc)
  if FORMAT == 'docx' then
    for _, name in ipairs(NOT_FOR_WORD) do doc.meta[name] = nil end
  end
  local logo = doc.meta['report-logo']
  if logo and FORMAT:match('typst') then  -- as values: Typst would take them for words
    for _, name in ipairs { 'path', 'alt' } do
      logo[name] = pandoc.RawInline('typst', charts.typst_string((name == 'path' and '/' or '') .. words_of(logo[name])))
    end
  end
  if FORMAT:match('html') then doc.blocks = scorecard_first(doc.blocks) end
  doc.blocks = doc.blocks:walk {
    Table = function(tbl) return tables.with_scopes(tbl, true) end,
    Div = function(div)
      if div.classes:includes('notebook') then return notebook(div.attributes.src) end
    end,
  }
  allowed.check_anchors(doc)
  allowed.stop_if_refused()
  return doc
end
