using Farol.Access.Problems;

namespace Farol.Access.Paging;

/// <summary><c>?text=</c> of a list: what somebody looks for, whatever its case.</summary>
public readonly record struct ListSearch
{
    /// <summary>The longest name that any list has.</summary>
    private const int MaxLength = 253;

    private readonly string? _text;

    private ListSearch(string? text) => _text = text;

    /// <summary>False with a 422 that names the parameter.</summary>
    public static bool TryRead(string? text, out ListSearch search, out ApiProblem? problem)
    {
        search = new ListSearch(string.IsNullOrWhiteSpace(text) ? null : text.Trim());
        problem = text?.Length > MaxLength ? ApiProblem.Invalid("text", $"is too long: at most {MaxLength} characters") : null;
        return problem is null;
    }

    /// <summary>Everything, where nothing is looked for.</summary>
    public bool Finds(params ReadOnlySpan<string?> values)
    {
        if (_text is null)
        {
            return true;
        }

        foreach (var value in values)
        {
            if (value?.Contains(_text, StringComparison.OrdinalIgnoreCase) == true)
            {
                return true;
            }
        }

        return false;
    }
}
