namespace Farol.Control.Hosts;

/// <summary>Host names that are the installation's own: console and APIs are served there, and no route made by API may take them.</summary>
public interface IReservedHosts
{
    /// <summary>In lower case: names, and addresses as a <c>Host</c> header has them.</summary>
    IReadOnlyList<string> All { get; }

    /// <summary>Whether a route's host is one of them, in any spelling. A wildcard is none: the exact name wins over it.</summary>
    bool IsReserved(string host);
}
