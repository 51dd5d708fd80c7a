using System.Net;
using System.Reflection;
using Farol.Configuration.Gateway;

namespace Farol.Configuration.Tests.Gateway;

/// <summary>Documents with any value in any property, whether or not it makes sense: a property that is added is in them without anybody thinking of it.</summary>
internal sealed class RandomDocument(Random random)
{
    private static readonly string[] _texts = ["", "web", "a.example.com", "é \"quoted\" \\ \u0000\n", "😀", "true", "10s", "null", "{}"];

    public GatewayDocument Next() => (GatewayDocument)Make(typeof(GatewayDocument), 0)!;

    private object? Make(Type type, int depth) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } inner => random.Next(2) == 0 ? null : Make(inner, depth),
        _ when type == typeof(string) => _texts[random.Next(_texts.Length)],
        _ when type == typeof(bool) => random.Next(2) == 0,
        _ when type == typeof(int) => random.Next(2) == 0 ? random.Next(-5, 5) : random.Next(),
        _ when type == typeof(long) => random.NextInt64(),
        _ when type == typeof(TimeSpan) => TimeSpan.FromMilliseconds(random.Next(3) switch { 0 => random.Next(5000), 1 => random.Next(5000) * 1000L, _ => random.Next(300) * 86_400_000L }),
        _ when type == typeof(StatusRange) => Range(random.Next(100, 600), random.Next(100, 600)),
        _ when type == typeof(IPNetwork) => random.Next(2) == 0 ? IPNetwork.Parse($"10.{random.Next(256)}.0.0/16") : IPNetwork.Parse($"2001:db8:{random.Next(0xffff):x}::/48"),
        _ when type.IsEnum => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
        _ when type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>) => MakeList(type.GetGenericArguments()[0], depth),
        _ => MakeRecord(type, depth),
    };

    private static StatusRange Range(int a, int b) => new(Math.Min(a, b), Math.Max(a, b));

    private object MakeRecord(Type type, int depth)
    {
        var made = Activator.CreateInstance(type)!;
        var nullability = new NullabilityInfoContext();
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is not null))
        {
            var mayBeNull = nullability.Create(property).WriteState == NullabilityState.Nullable;
            property.SetValue(made, mayBeNull && random.Next(2) == 0 ? null : Make(property.PropertyType, depth + 1));
        }

        return made;
    }

    private object MakeList(Type item, int depth)
    {
        var items = Array.CreateInstance(item, random.Next(depth > 2 ? 2 : 4));
        for (var i = 0; i < items.Length; i++)
        {
            items.SetValue(Make(item, depth + 1), i);
        }

        return typeof(RandomDocument).GetMethod(nameof(ListOf), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static ValueList<T> ListOf<T>(T[] items) => [.. items];
}
