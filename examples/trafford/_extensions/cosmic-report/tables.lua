-- Tables: scopes and roles for screen readers, cards on a phone, widths on paper.

local words_of = pandoc.utils.stringify

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

-- Heads get their scope; in the report's own tables, and where there are rows to tell apart, the first cell names its row (in a PDF,
-- reportbuilder/publishing/postprocess/pdf.py does the same). An empty cell is no head.
local function with_scopes(tbl, is_own)
  local function name(cell, scope)
    local names = words_of(cell.contents) ~= ''
    cell.attributes[names and 'scope' or 'role'] = names and scope or 'cell'
  end
  each_cell(tbl.head.rows, function(cell) name(cell, 'col') end)
  for _, body in ipairs(tbl.bodies) do
    if #tbl.head.rows > 0 and #body.body > (is_own and 0 or 1) then
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

-- A table whose cells hold lists: a caption, and a list of rows, the head first, each a list of its cells. The cell that
-- explains is as wide again as it need be beside the one that names.
local WIDTHS = { 4 / 15, 11 / 15 }

local function of_rows(div)
  if not div.classes:includes('rows') then return nil end
  local rows = div.content[2].content:map(function(row) return row[1].content end)
  local head = table.remove(rows, 1)
  local simple = pandoc.SimpleTable(div.content[1].content, { 'AlignDefault', 'AlignDefault' }, WIDTHS, head, rows)
  return pandoc.utils.from_simple_table(simple)
end

return { of_rows = of_rows, with_scopes = with_scopes }
