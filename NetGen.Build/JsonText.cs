using System.Globalization;
using System.Text;

namespace NetGen.Build;

/// <summary>Reads the little JSON that a header has: objects, texts, lists of whole numbers. MSBuild brings no reader that every version has.</summary>
internal sealed class JsonText(string text)
{
    private int _at;

    /// <summary>Whether nothing but spaces is left.</summary>
    public bool IsAtEnd
    {
        get
        {
            SkipSpaces();
            return _at == text.Length;
        }
    }

    /// <summary>Takes a sign if it is the next.</summary>
    public bool Take(char sign)
    {
        SkipSpaces();
        if (_at == text.Length || text[_at] != sign)
            return false;
        _at++;
        return true;
    }

    /// <summary>Takes a sign that must be the next.</summary>
    public void Expect(char sign)
    {
        if (!Take(sign))
            throw Invalid($"'{sign}' should stand");
    }

    /// <summary>Reads a whole number, 0 or more.</summary>
    public long ReadNumber()
    {
        SkipSpaces();
        int start = _at;
        while (_at < text.Length && text[_at] is >= '0' and <= '9')
            _at++;
        return long.TryParse(text.Substring(start, _at - start), NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Invalid("a whole number from 0 to 2⁶³ − 1 should stand");
    }

    /// <summary>Reads a text.</summary>
    public string ReadText()
    {
        Expect('"');
        var result = new StringBuilder();
        while (_at < text.Length)
        {
            char letter = text[_at++];
            if (letter == '"')
                return result.ToString();
            if (letter < ' ')
                throw Invalid("a text should have no control characters, as one does that ends");
            result.Append(letter == '\\' ? ReadEscape() : letter);
        }

        throw Invalid("a text should end");
    }

    private char ReadEscape()
    {
        char letter = _at < text.Length ? text[_at++] : throw Invalid("a text should end");
        switch (letter)
        {
            case 'n': return '\n';
            case 't': return '\t';
            case 'r': return '\r';
            case 'b': return '\b';
            case 'f': return '\f';
            case 'u' when _at + 4 <= text.Length && int.TryParse(text.Substring(_at, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int code):
                _at += 4;
                return (char)code;
            case '"' or '\\' or '/': return letter;
            default: throw Invalid("an escape of JSON should stand");
        }
    }

    private void SkipSpaces()
    {
        while (_at < text.Length && text[_at] is (' ' or '\t' or '\n' or '\r'))
            _at++;
    }

    private InvalidWeightsException Invalid(string what) => new($"the header is no JSON as the format has it: at character {_at} {what}");
}
