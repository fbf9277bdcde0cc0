-- In its sandbox pandoc's writer reads no file, and asks no network. What a page shows is handed to it: the report's own
-- figures, and the style with its fonts.
local URL = 'url%(%s*["\']?([^"\')%s]+)'

local function hand(path)
  local kind, content = pandoc.mediabag.fetch(path)
  pandoc.mediabag.insert(path, kind, content)
  return content
end

function Pandoc(doc)
  doc:walk {
    Image = function(image)
      if image.src:match('^build/figures/[%w-]+%.%a+$') then hand(image.src) end
    end,
  }
  local logo = doc.meta['report-logo']
  if logo and FORMAT:match('html') then hand(pandoc.utils.stringify(logo.path)) end
  local style = doc.meta.css and pandoc.utils.stringify(doc.meta.css)
  if not style or not FORMAT:match('html') then return end
  for file in hand(style):gmatch(URL) do
    if not file:match('^%a+:') then hand(pandoc.path.join { pandoc.path.directory(style), file }) end
  end
end
