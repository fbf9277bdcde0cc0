-- What Quarto does by itself and pandoc alone does not: alt text in HTML and Typst.

local function typst_string(text)
  return '"' .. text:gsub('[\\"]', '\\%0') .. '"'
end

function Figure(figure)
  local image
  figure.content:walk { Image = function(found) image = found end }
  if not image then return nil end
  local alt = image.attributes['fig-alt']
  if FORMAT:match('typst') then
    local caption = pandoc.write(pandoc.Pandoc(figure.caption.long), 'typst')
    return pandoc.RawBlock('typst', '#figure(image(' .. typst_string('/' .. image.src) .. ', alt: ' .. typst_string(alt)
      .. '), caption: [' .. caption .. '])')
  end
  if FORMAT == 'docx' then return nil end
  image.attributes['fig-alt'] = nil
  image.attributes.alt = alt
  figure.content = { pandoc.Plain { image } }
  return figure
end
