using System.Globalization;

namespace Farol.Access.Problems;

/// <summary>Collects what is wrong with the fields of a body, all of it at once: 422 with <c>errors</c>.</summary>
public sealed class FieldErrors
{
    private const string Missing = "is missing";

    /// <summary>A body may be wrong in ten thousand places; nobody reads more than these.</summary>
    private const int MaxFields = 100;

    private readonly Dictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    public bool IsEmpty => _errors.Count == 0;

    public void Add(string field, string error)
    {
        if (_errors.TryGetValue(field, out var errors))
        {
            errors.Add(error);
        }
        else if (_errors.Count < MaxFields)
        {
            _errors[field] = [error];
        }
    }

    /// <summary>The error of a field if there is one: <c>errors.AddIf("cidr", Networks.FindFault(text))</c>.</summary>
    public void AddIf(string field, string? error)
    {
        if (error is not null)
        {
            Add(field, error);
        }
    }

    /// <summary>A text that must be there: not empty, not only blanks, no control characters, not too long. Trimmed; empty where it is wrong.</summary>
    public string Required(string field, string? value, int maxLength) =>
        string.IsNullOrWhiteSpace(value) ? Fail(field, Missing) : Optional(field, value, maxLength) ?? "";

    /// <summary>A text that may be left out. Trimmed; null where it is left out, empty, or wrong.</summary>
    public string? Optional(string field, string? value, int maxLength)
    {
        var text = value?.Trim();
        if (text is { Length: > 0 } && text.Length > maxLength)
        {
            Add(field, string.Create(CultureInfo.InvariantCulture, $"is too long: at most {maxLength} characters"));
            return null;
        }

        if (text is not null && text.Any(char.IsControl))
        {
            Add(field, "must not have control characters");
            return null;
        }

        return text is { Length: > 0 } ? text : null;
    }

    /// <summary>A number that must be there, within bounds that are both allowed. The least where it is wrong.</summary>
    public int Required(string field, int? value, int least, int most) =>
        value is null ? Fail(field, Missing, least) : Optional(field, value, least, most) ?? least;

    /// <summary>A number that may be left out, within bounds that are both allowed. Null where it is left out or wrong.</summary>
    public int? Optional(string field, int? value, int least, int most)
    {
        if (value is null || (value >= least && value <= most))
        {
            return value;
        }

        Add(field, string.Create(CultureInfo.InvariantCulture, $"must be from {least} to {most}"));
        return null;
    }

    /// <summary>One of a few words. Null where it is left out or wrong.</summary>
    public string? OneOf(string field, string? value, params ReadOnlySpan<string> words)
    {
        if (value is null || words.Contains(value))
        {
            return value;
        }

        Add(field, $"must be one of {string.Join(", ", words)}");
        return null;
    }

    /// <summary>422 with all of them; null when nothing is wrong.</summary>
    public ApiProblem? ToProblem() =>
        IsEmpty ? null : ApiProblem.Invalid(_errors.ToDictionary(e => e.Key, e => e.Value.ToArray(), StringComparer.Ordinal));

    private string Fail(string field, string error) => Fail(field, error, "");

    private T Fail<T>(string field, string error, T value)
    {
        Add(field, error);
        return value;
    }
}
