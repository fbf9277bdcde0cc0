-- Charts, and where a page puts them: a caption, the figures behind them, a rating beside its figures.

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
    local specs = pandoc.List {}
    for column, spec in ipairs(tbl and tbl.colspecs or {}) do specs:insert { spec[1], column == 1 and 0.25 or 0.2 } end
    if tbl then tbl.colspecs = specs end
  end
  return parts
end

-- A long table that few read: folded away on the screen, small print on paper.
local function folded(div)
  local tbl = div.content[1]
  if FORMAT:match('html') then
    local opening = '<details class="folded"><summary>Show the table</summary>'
    return { pandoc.RawBlock('html', opening), tbl, pandoc.RawBlock('html', '</details>') }
  elseif FORMAT:match('typst') then
    return { typst('#small['), tbl, typst(']') }
  end
  return div.content
end

local function division(div)
  return div.classes:includes('folded') and folded(div) or chart(div)
end

-- The mark of the rating's heading, which is for this file alone.
local RATING = 'rating'
local MOST_BESIDE = 6
local function without_marks(blocks)
  for _, block in ipairs(blocks) do
    if block.t == 'Header' then block.classes = block.classes:filter(function(class) return class ~= RATING end) end
  end
  return blocks
end

-- On paper an indicator's rating stands beside its figures, unless there are means among them, which need the width. Both come from the page's own outputs (`is_own`): words can set
-- no class, and so no such mark.
local function with_strips(blocks, is_own)
  if not FORMAT:match('typst') then return without_marks(blocks) end
  local laid, is_open = pandoc.List {}, false
  local function is_rating(place)
    local block = blocks[place]
    return block and is_own[place] and block.t == 'Header' and block.classes:includes(RATING)
  end
  for place, block in ipairs(blocks) do
    local starts = block.t == 'Table' and #block.colspecs <= MOST_BESIDE and is_own[place] and is_rating(place + 1)
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
  return without_marks(laid)
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

return { division = division, figure = figure, standing = standing, typst_string = typst_string, with_strips = with_strips }
