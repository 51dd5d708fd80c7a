using System.Buffers.Binary;
using System.Net;
using Farol.Configuration.Gateway;
using Farol.Gateway.Metering;
using Farol.Link.Protocol;

namespace Farol.Gateway.Hosting;

/// <summary>Events of the data plane in the words of the link.</summary>
internal static class GatewayEvents
{
    public static Event ToLink(in GatewayEvent happened)
    {
        var told = new Event
        {
            UnixMilliseconds = happened.At.ToUnixTimeMilliseconds(),
            Type = Word(happened.Kind.ToString()),
            Severity = Word(happened.Severity.ToString()),
            Subject = happened.Backend ?? happened.Route ?? happened.Pool ?? "",
            Text = happened.Text,
        };
        Add(told, "tenant", happened.Tenant);
        Add(told, "route", happened.Route);
        Add(told, "pool", happened.Pool);
        Add(told, "backend", happened.Backend);
        Add(told, "client", happened.Client is { } client ? Address(client) : null);
        return told;
    }

    public static string Address(UInt128 client)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, client);
        var address = new IPAddress(bytes);
        return (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
    }

    private static void Add(Event told, string key, string? value)
    {
        if (value is not null)
        {
            told.Fields[key] = value;
        }
    }

    private static string Word(string name) => SnakeCase.Of(name);
}
