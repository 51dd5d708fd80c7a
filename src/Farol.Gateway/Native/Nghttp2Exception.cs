namespace Farol.Gateway.Native;

/// <summary>nghttp2 could not do what cannot fail but for want of memory.</summary>
internal sealed class Nghttp2Exception(int code) : Exception($"nghttp2 failed with {code}");
