namespace Farol.Access.Paging;

/// <summary>One page of a list, as every list of the API is answered.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, long TotalCount, [property: System.Text.Json.Serialization.JsonPropertyName("page")] int Number, int PageSize)
{
    public bool HasMore => (long)Number * PageSize < TotalCount;
}
