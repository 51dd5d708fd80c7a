using System.Globalization;
using Farol.Access.Problems;
using Microsoft.AspNetCore.Http;

namespace Farol.Access.Paging;

/// <summary><c>?page=</c> (from 1) and <c>?page_size=</c>.</summary>
public readonly record struct PageRequest(int Number, int Size)
{
    /// <summary>What a table on a screen shows.</summary>
    public const int UsualSize = 50;

    /// <summary>A larger answer is slower to make and to read than two.</summary>
    public const int MaxSize = 500;

    /// <summary>Past it, a filter helps more than another page.</summary>
    private const int MaxNumber = 1_000_000;

    public long Skip => (long)(Number - 1) * Size;

    /// <summary>False with a 422 that names the parameter.</summary>
    public static bool TryRead(HttpRequest request, out PageRequest page, out ApiProblem? problem)
    {
        var errors = new Dictionary<string, string[]>();
        page = new PageRequest(Read(request, "page", 1, MaxNumber, errors), Read(request, "page_size", UsualSize, MaxSize, errors));
        problem = errors.Count == 0 ? null : ApiProblem.Invalid(errors);
        return problem is null;
    }

    /// <summary>Cuts a page out of a list in memory.</summary>
    public Page<T> Of<T>(IReadOnlyList<T> all) => new([.. all.Skip((int)Math.Min(Skip, int.MaxValue)).Take(Size)], all.Count, Number, Size);

    private static int Read(HttpRequest request, string name, int otherwise, int maximum, Dictionary<string, string[]> errors)
    {
        if (request.Query[name] is not { Count: > 0 } given)
        {
            return otherwise;
        }

        if (given.Count == 1 && int.TryParse(given[0], NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= 1 && value <= maximum)
        {
            return value;
        }

        errors[name] = [string.Create(CultureInfo.InvariantCulture, $"is a number from 1 to {maximum}")];
        return otherwise;
    }
}
