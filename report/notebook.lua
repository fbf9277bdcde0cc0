-- Replaces each `::: {.notebook src="build/x.ipynb"}` by what the executed notebook says: its prose cells and the
-- text/markdown of its outputs, each parsed on its own. Only what the lists below allow gets through; anything else
-- stops the build and names the notebook and the cell.

local OFF = '-smart-raw_html-raw_tex-raw_attribute-tex_math_dollars-yaml_metadata_block-citations-fenced_divs'
  .. '-native_divs-native_spans-fenced_code_attributes-inline_code_attributes-example_lists'
local PROSE = 'markdown' .. OFF .. '-bracketed_spans-link_attributes-header_attributes-implicit_figures'
local OUTPUT = 'markdown' .. OFF

local function set(words)
  local held = {}
  for word in words:gmatch('%S+') do held[word] = true end
  return held
end

local INLINES = set('Str Space SoftBreak LineBreak Emph Strong Underline Strikeout Superscript Subscript Quoted Code Link')
local BLOCKS = set('Para Plain BulletList OrderedList DefinitionList BlockQuote CodeBlock LineBlock Header Table HorizontalRule')

local function refuse(place, reason)
  io.stderr:write(place .. ': ' .. reason .. '\n')
  os.exit(83)
end

local function link_is_safe(target)
  return target:match('^https?://') or target:match('^mailto:') or target:match('^#[%w-]+$')
end

-- Code is shown but never carries attributes; images and spans come from the project's own outputs alone.
local function check(blocks, place, is_output)
  blocks:walk {
    Block = function(block)
      if not BLOCKS[block.t] and not (is_output and (block.t == 'Figure' or block.t == 'Div')) then
        refuse(place, 'may not contain a ' .. block.t)
      end
    end,
    Inline = function(inline)
      local own = is_output and (inline.t == 'Image' or inline.t == 'Span')
      if not INLINES[inline.t] and not own then refuse(place, 'may not contain a ' .. inline.t) end
    end,
    Link = function(link)
      if not link_is_safe(link.target) then
        refuse(place, 'a link goes to https, http, mailto or an anchor of the report, got: ' .. link.target)
      end
      if #link.classes > 1 or #link.attributes > 0 then refuse(place, 'a link has no attributes') end
    end,
    Image = function(image)
      if not is_output or not image.src:match('^build/figures/[%w-]+%.?%a*$') then
        refuse(place, "a picture is one of the report's own figures, got: " .. image.src)
      end
      for name in pairs(image.attributes) do
        if name ~= 'fig-alt' then refuse(place, 'a picture has no attribute ' .. name) end
      end
    end,
    Span = function(span)
      if not is_output or not span.classes:includes('rag') or #span.attributes > 0 then refuse(place, 'a span is a RAG badge') end
    end,
    Header = function(header)
      if not is_output and header.level < 3 then
        refuse(place, 'a heading stands below the page\'s own (### or deeper), got: ' .. pandoc.utils.stringify(header))
      end
      if #header.attributes > 0 or #header.classes > 0 then refuse(place, 'a heading has no attributes') end
    end,
  }
end

-- Column heads get their scope; the first cell of a scorecard's row names the row. On a narrow screen a wide table
-- scrolls in a frame of its own, which the keyboard reaches.
local function with_scopes(tbl, is_scorecard)
  for _, row in ipairs(tbl.head.rows) do
    for _, cell in ipairs(row.cells) do cell.attributes.scope = 'col' end
  end
  if is_scorecard then
    for _, body in ipairs(tbl.bodies) do
      body.row_head_columns = 1
      for _, row in ipairs(body.body) do row.cells[1].attributes.scope = 'row' end
    end
  end
  if not FORMAT:match('html') then return tbl end
  local caption = pandoc.utils.stringify(tbl.caption.long)
  local label = caption ~= '' and caption or 'Table'
  local frame = pandoc.Attr('', { 'table' }, { { 'role', 'region' }, { 'tabindex', '0' }, { 'aria-label', label } })
  return pandoc.Div({ tbl }, frame)
end

local function dressed(blocks, stem)
  return blocks:walk {
    Header = function(header)
      if header.level > 2 then header.identifier = stem .. '-' .. header.identifier end
      return header
    end,
    Table = function(tbl) return with_scopes(tbl, stem == 'scorecard') end,
    Image = function(image)
      -- Word takes a picture's own words for its alternative text; the caption is the figure's.
      if FORMAT == 'docx' then
        image.caption = { pandoc.Str(image.attributes['fig-alt']) }
        image.attributes['fig-alt'] = nil
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
        span.attributes['custom-style'] = 'RAG ' .. pandoc.utils.stringify(span)
      end
      return span
    end,
  }
end

local function text_of(source)
  return type(source) == 'table' and table.concat(source) or source
end

local function read(source, format, place, is_output, stem)
  local blocks = pandoc.read(source, format, PANDOC_READER_OPTIONS).blocks
  check(blocks, place, is_output)
  return dressed(blocks, stem)
end

local function notebook(path)
  local file = io.open(path, 'rb')
  if not file then refuse(path, 'is not there; run `cosmic run` first') end
  local content = pandoc.json.decode(file:read('a'), false)
  file:close()
  local stem = path:match('([%w-]+)%.ipynb$')
  local blocks = pandoc.List {}
  for number, cell in ipairs(content.cells) do
    local place = 'notebooks/' .. stem .. '.ipynb, cell ' .. number .. ' of this edition (' .. (cell.id or '') .. ')'
    if cell.cell_type == 'markdown' then
      blocks:extend(read(text_of(cell.source), PROSE, place, false, stem))
    end
    for _, output in ipairs(cell.outputs or {}) do
      local markdown = output.data and output.data['text/markdown']
      if markdown then blocks:extend(read(text_of(markdown), OUTPUT, place, true, stem)) end
    end
  end
  return blocks
end

-- `index.qmd` itself is the project's own: its tables need their scopes too.
function Pandoc(doc)
  doc.blocks = doc.blocks:walk {
    Table = function(tbl) return with_scopes(tbl, false) end,
    Div = function(div)
      if div.classes:includes('notebook') then return notebook(div.attributes.src) end
    end,
  }
  return doc
end
