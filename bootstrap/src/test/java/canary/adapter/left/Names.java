package canary.adapter.left;

/// Rule 28.
interface Names {
  record GreetingImpl() {}

  record GreetingDto() {}

  record GreetingMapper() {}

  record GreetingUtil() {}

  record GreetingUtils() {}

  record GreetingManager() {}

  record GreetingHelper() {}

  record GreetingUseCase() {}

  record GreetingPort() {}

  record GreetingAdapter() {}

  record AbstractGreeting() {}

  record IGreeting() {}
}
