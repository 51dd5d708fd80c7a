using System.Text;
using Farol.Gateway.Http1;
using Farol.Gateway.Snapshot;

namespace Farol.Gateway.Routing;

/// <summary>What a request must be for one route to take it.</summary>
internal sealed class RouteRule
{
    private readonly byte[][] _methods;
    private readonly (byte[] Name, byte[]? Value)[] _headers;

    public RouteRule(Route route)
    {
        Route = route;
        Prefix = Encoding.UTF8.GetBytes(route.Settings.PathPrefix.TrimEnd('/'));
        _methods = [.. route.Settings.Methods.Select(Encoding.ASCII.GetBytes)];
        _headers = [.. route.Settings.Headers.Select(h => (Encoding.ASCII.GetBytes(h.Name), h.Value is null ? null : Encoding.Latin1.GetBytes(h.Value)))];
    }

    public Route Route { get; }

    /// <summary>Without a slash at its end; empty for <c>/</c>.</summary>
    public byte[] Prefix { get; }

    public bool HasMethods => _methods.Length > 0;

    public int HeaderCount => _headers.Length;

    public bool TakesPath(ReadOnlySpan<byte> path) =>
        path.StartsWith(Prefix) && (path.Length == Prefix.Length || path[Prefix.Length] == '/' || Prefix.Length == 0);

    public bool TakesRequest(RequestHead head, ReadOnlySpan<byte> headBytes) =>
        (_methods.Length == 0 || TakesMethod(head.MethodRange.Of(headBytes))) && (_headers.Length == 0 || TakesHeaders(head, headBytes));

    public bool TakesMethodOf(RequestHead head, ReadOnlySpan<byte> headBytes) => _methods.Length == 0 || TakesMethod(head.MethodRange.Of(headBytes));

    private bool TakesMethod(ReadOnlySpan<byte> method)
    {
        foreach (var taken in _methods)
        {
            if (method.SequenceEqual(taken))
            {
                return true;
            }
        }

        return false;
    }

    private bool TakesHeaders(RequestHead head, ReadOnlySpan<byte> headBytes)
    {
        foreach (var (name, value) in _headers)
        {
            if (!HasHeader(head.Fields, headBytes, name, value))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasHeader(ReadOnlySpan<HeaderField> fields, ReadOnlySpan<byte> headBytes, byte[] name, byte[]? value)
    {
        foreach (ref readonly var field in fields)
        {
            if (Ascii.EqualsIgnoreCase(field.NameIn(headBytes), name) && (value is null || field.ValueIn(headBytes).SequenceEqual(value)))
            {
                return true;
            }
        }

        return false;
    }
}
